package io.sealpost.platform.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.mail.ReceivedMail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpLoadTest {
    private final Map<Integer, String> answers = new ConcurrentHashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void handsInEachNumberOnce(int perConnection) throws InterruptedException {
        try (PartnerServer server = PartnerServer.named("relay.example").start()) {
            load(perConnection, server).run(100, 25);

            assertThat(answers)
                    .hasSize(25)
                    .allSatisfy((number, answer) -> assertThat(answer).isEqualTo("taken"));
            assertThat(server.received().stream().map(ReceivedMail::content))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(100, 125)
                            .mapToObj(SmtpLoadTest::message)
                            .toList());
        }
    }

    @Test
    void saysOfEachWhyItWasNotTaken() throws InterruptedException {
        try (PartnerServer server = PartnerServer.named("relay.example")
                .refusing("bob102@bank.example")
                .start()) {
            load(100, server).run(100, 5);

            assertThat(answers).containsOnlyKeys(100, 101, 102, 103, 104);
            assertThat(answers.get(102)).isEqualTo("not 250 but 550 5.1.1 There is no such mailbox here");
            assertThat(answers.values()).filteredOn("taken"::equals).hasSize(4);
        }
    }

    @Test
    void saysOfEachThatThereWasNoConnection() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) closed.getLocalSocketAddress();
        }
        load(1, SmtpLoadTest::submission, List.of(nobody)).run(100, 5);

        assertThat(answers)
                .hasSize(5)
                .allSatisfy((number, answer) -> assertThat(answer).startsWith("no connection: "));
    }

    @Test
    void saysOfEachThatTheServerHungUp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            new Thread(() -> greetAndHangUp(server)).start();
            load(1, SmtpLoadTest::submission, List.of((InetSocketAddress) server.getLocalSocketAddress()))
                    .run(100, 5);
        }

        assertThat(answers)
                .hasSize(5)
                .allSatisfy((number, answer) ->
                        assertThat(answer).isEqualTo("the server closed the connection instead of 250"));
    }

    private static void greetAndHangUp(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getOutputStream().write("220-wait\r\n220 go\r\n".getBytes(US_ASCII));
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The test closes it.
                return;
            }
        }
    }

    @Test
    void spreadsItsClientsOverTheServers() throws InterruptedException {
        try (PartnerServer one = PartnerServer.named("relay.example").start();
                PartnerServer other = PartnerServer.named("relay.example").start()) {
            load(100, SmtpLoadTest::submission, one, other).run(100, 3);

            assertThat(one.received()).hasSize(2);
            assertThat(other.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failsWhereMessagesOrAnswersDo(boolean messages) throws InterruptedException {
        IllegalStateException fault = new IllegalStateException("of the test");
        try (PartnerServer server = PartnerServer.named("relay.example").start()) {
            SmtpLoad load = new SmtpLoad(
                    List.of(server.address()),
                    3,
                    1,
                    number -> messages ? failWith(fault) : submission(number),
                    new SmtpLoad.Answers() {
                        @Override
                        public void taken(int number, long nanos) {
                            failWith(fault);
                        }

                        @Override
                        public void refused(int number, IOException cause) {
                            failWith(new AssertionError(cause));
                        }
                    });

            assertThatThrownBy(() -> load.run(100, 5)).hasRootCause(fault);
        }
    }

    private static Submission failWith(Throwable fault) {
        throw fault instanceof RuntimeException e ? e : new IllegalStateException(fault);
    }

    private SmtpLoad load(int perConnection, PartnerServer server) {
        return load(perConnection, SmtpLoadTest::submission, server);
    }

    private SmtpLoad load(int perConnection, IntFunction<Submission> messages, PartnerServer... servers) {
        return load(
                perConnection,
                messages,
                Stream.of(servers).map(PartnerServer::address).toList());
    }

    private SmtpLoad load(int perConnection, IntFunction<Submission> messages, List<InetSocketAddress> addresses) {
        return new SmtpLoad(addresses, 3, perConnection, messages, new SmtpLoad.Answers() {
            @Override
            public void taken(int number, long nanos) {
                answers.merge(number, "taken", String::concat);
            }

            @Override
            public void refused(int number, IOException cause) {
                answers.merge(number, String.valueOf(cause.getMessage()), String::concat);
            }
        });
    }

    private static Submission submission(int number) {
        return Submission.of(
                "ann@sender.example",
                List.of("bob" + number + "@bank.example"),
                message(number).getBytes(US_ASCII));
    }

    private static String message(int number) {
        return "Subject: " + number + "\r\n\r\n.one dot\r\n..\r\n.\r\n";
    }
}
