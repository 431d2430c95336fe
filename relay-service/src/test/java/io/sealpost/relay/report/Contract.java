package io.sealpost.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.sealpost.relay.spool.OutboxEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A topic's folder under {@code docs/contracts}. */
record Contract(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Contract of(String name) {
        return new Contract(Path.of(System.getProperty("sealpost.contracts"), name));
    }

    /** The event is exactly what the golden file says, and the schema allows it. */
    void assertGolden(String file, OutboxEvent event) throws IOException {
        String golden = Files.readString(folder.resolve(file));

        assertThat(JSON.readTree(event.value())).isEqualTo(JSON.readTree(golden));
        assertAllowed(event);
    }

    void assertAllowed(OutboxEvent event) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(folder.resolve("schema.json")));

        assertThat(schema.validate(event.value(), InputFormat.JSON)).isEmpty();
    }
}
