package io.sealpost.relay.wire;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReversePath;
import java.util.Optional;

/** A command of a client (RFC 5321 §4.1), read and found well-formed, or the reply that says why it is not. */
public sealed interface Command {
    /** Calls the visitor's method for this command. */
    <T> T accept(Visitor<T> visitor);

    /** One method a command; a further command breaks the compilation of every visitor. */
    interface Visitor<T> {
        T hello(Hello hello);

        T startTls();

        T auth(Auth auth);

        T mail(Mail mail);

        T recipient(Recipient recipient);

        T data();

        T chunk(Chunk chunk);

        T reset();

        T noop();

        T verify();

        T expand();

        T help();

        T quit();

        T invalid(Reply reply);

        T unframed(Reply reply);
    }

    /**
     * EHLO or HELO.
     *
     * @param extended whether it was EHLO
     * @param name what the client calls itself, fit to stand in a trace header
     */
    record Hello(boolean extended, String name) implements Command {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.hello(this);
        }
    }

    /** AUTH with its mechanism, in upper case, and perhaps an initial response, still in base64 (RFC 4954 §4). */
    record Auth(String mechanism, Optional<String> initialResponse) implements Command {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.auth(this);
        }

        /** Without the response: it holds the secret. */
        @Override
        public String toString() {
            return "Auth[mechanism=" + mechanism + "]";
        }
    }

    /**
     * MAIL FROM.
     *
     * @param path the reverse path
     * @param size the announced size (RFC 1870); 0: not announced
     * @param smtpUtf8 whether SMTPUTF8 was given (RFC 6531)
     * @param dsn what the sender asks of reports (RFC 3461)
     */
    record Mail(ReversePath path, long size, boolean smtpUtf8, MessageDsn dsn) implements Command {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.mail(this);
        }
    }

    /**
     * RCPT TO.
     *
     * @param address whom the message is for
     * @param beyondAscii whether the command is not ASCII, and so needs SMTPUTF8 with MAIL (RFC 6531 §3.4)
     * @param dsn what the sender asks of reports on it (RFC 3461)
     */
    record Recipient(Address address, boolean beyondAscii, RecipientDsn dsn) implements Command {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.recipient(this);
        }
    }

    /**
     * BDAT (RFC 3030 §2).
     *
     * @param octets how many of the message follow
     * @param last whether it ends with them
     */
    record Chunk(long octets, boolean last) implements Command {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.chunk(this);
        }
    }

    /** BDAT of which it cannot be told how many octets follow, and so not where the next command begins. */
    record Unframed(Reply reply) implements Command {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.unframed(reply);
        }
    }

    /** Not well-formed or not known, with what to answer. */
    record Invalid(Reply reply) implements Command {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.invalid(reply);
        }
    }

    /** The commands without a parameter that matters. */
    enum Simple implements Command {
        STARTTLS {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.startTls();
            }
        },
        DATA {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.data();
            }
        },
        RSET {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.reset();
            }
        },
        NOOP {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.noop();
            }
        },
        VRFY {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.verify();
            }
        },
        EXPN {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.expand();
            }
        },
        HELP {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.help();
            }
        },
        QUIT {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.quit();
            }
        }
    }
}
