package io.sealpost.local;

import io.sealpost.local.stack.DataFolder;
import io.sealpost.local.stack.StackConfig;
import java.io.PrintStream;

/** Says where a stack's doors, keys and logs are. */
record Welcome(StackConfig config) {
    void sayTo(PrintStream out) {
        DataFolder data = new DataFolder(config.data());
        out.println("  REST and OpenAPI UI  http://127.0.0.1:" + config.ports().rules() + "/q/swagger-ui");
        out.println("  API key              " + data.operatorKey());
        for (int number = 1; number <= config.ports().relays(); number++) {
            out.println("  SMTP of relay-" + number + "      127.0.0.1:"
                    + config.ports().smtp(number));
        }
        out.println("  logs                 " + data.logs());
    }
}
