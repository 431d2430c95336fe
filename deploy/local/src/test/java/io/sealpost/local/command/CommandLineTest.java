package io.sealpost.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.local.bench.Amount;
import io.sealpost.local.bench.Bench;
import io.sealpost.local.bench.Load;
import io.sealpost.local.stack.Delivery;
import io.sealpost.local.stack.Ports;
import io.sealpost.local.stack.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void upHasDefaults() {
        assertThat(parse("up"))
                .isEqualTo(new Command.Up(false, Optional.empty(), new Ports(0, 1), Delivery.standard()));
    }

    @Test
    void upTakesAllItsOptions() {
        Command command =
                parse("up --detach --data /tmp/d --relays 3 --route bank.example=10.0.0.1:25 --route *=[::1]:2500"
                        + " --dns 127.0.0.1:53 --smtp-out-port 2526 --allow-private --port-offset 100");

        assertThat(command)
                .isEqualTo(new Command.Up(
                        true,
                        Optional.of(Path.of("/tmp/d")),
                        new Ports(100, 3),
                        new Delivery(
                                List.of(new Route("bank.example", "10.0.0.1:25"), new Route("*", "[::1]:2500")),
                                Optional.of("127.0.0.1:53"),
                                Optional.of(2526),
                                true)));
    }

    @Test
    void theOtherCommandsTakeTheirs() {
        assertThat(parse("demo --port-offset 20000")).isEqualTo(new Command.Demo(20_000));
        assertThat(parse("status --data d")).isEqualTo(new Command.Status(Optional.of(Path.of("d"))));
        assertThat(parse("down")).isEqualTo(new Command.Down(Optional.empty()));
        assertThat(CommandLine.parse(List.of())).isEqualTo(new Command.Help());
    }

    @Test
    void benchHasDefaults() {
        assertThat(parse("bench"))
                .isEqualTo(new Command.Measure(
                        new Bench.Order(Load.of(Map.of(), false), Map.of(), new Ports(0, 1), Optional.empty())));
    }

    @Test
    void benchTakesAllItsOptions() {
        Command command = parse("bench --messages 300 --warm-up 0 --size 100000 --connections 5 --kept --recipients 3"
                + " --rules 10 --destinations 50 --dead 2 --partner-latency 1000 --setting sealpost.queue.concurrency=2500"
                + " --setting a=b=c --json f.json --relays 4 --port-offset 100");

        Map<Amount, Integer> amounts = Map.of(
                Amount.MESSAGES, 300,
                Amount.WARM_UP, 0,
                Amount.SIZE, 100_000,
                Amount.CONNECTIONS, 5,
                Amount.RECIPIENTS, 3,
                Amount.RULES, 10,
                Amount.DESTINATIONS, 50,
                Amount.DEAD, 2,
                Amount.PARTNER_LATENCY, 1_000);
        assertThat(command)
                .isEqualTo(new Command.Measure(new Bench.Order(
                        new Load(amounts, true),
                        Map.of("sealpost.queue.concurrency", "2500", "a", "b=c"),
                        new Ports(100, 4),
                        Optional.of(Path.of("f.json")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start | there is no command start; there are demo, bench, up, status and down",
                "demo --data d | demo knows no option --data; it knows --port-offset",
                "bench --relay 2 | bench knows no option --relay; it knows --messages, --warm-up, --size, --connections,"
                        + " --recipients, --rules, --destinations, --dead, --partner-latency, --kept, --relays, --setting, --json, --port-offset",
                "bench --messages many | --messages needs a number, not many",
                "bench --messages 0 | --messages: 1 to 1000000 is possible, not 0",
                "bench --size 20 | --size: 500 to 50000000 is possible, not 20",
                "bench --partner-latency -1 | --partner-latency: 0 to 60000 is possible, not -1",
                "bench --destinations 10 --dead 10 | fewer destinations than 10 can be dead, not 10",
                "bench --setting concurrency | --setting: a setting is NAME=VALUE, not concurrency",
                "up --relays | --relays needs a value",
                "up --relays two | --relays needs a number, not two",
                "up --relays 10 | there can be 1 to 9 relays, not 10",
                "up --port-offset -1 | a port offset is 0 to 56000, not -1",
                "up --route bank.example | --route: a route is DOMAIN=HOST:PORT, not bank.example",
                "up --route bank.example=host | --route: expected HOST:PORT, not host",
                "up --dns 127.0.0.1:99999 | --dns: expected HOST:PORT, not 127.0.0.1:99999",
                "up --smtp-out-port 0 | --smtp-out-port: a port is 1 to 65535, not 0",
            })
    void saysWhatIsWrong(String line, String message) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(UsageError.class).hasMessage(message);
    }

    private static Command parse(String line) {
        return CommandLine.parse(List.of(line.split(" ")));
    }
}
