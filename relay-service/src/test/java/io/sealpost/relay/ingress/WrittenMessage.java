package io.sealpost.relay.ingress;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A message as somebody means it, and one of the many ways to write that down (RFC 2045 to 2047, 2231). It shares no code with what
 * reads messages.
 *
 * @param from addresses of the From field
 * @param subjects the text of each Subject field
 * @param texts the parts that are text
 * @param names the names of the attachments
 */
record WrittenMessage(List<String> from, List<String> subjects, List<String> texts, List<String> names) {
    /** Some way to write it. */
    byte[] octets(Random random) {
        Writer writer = new Writer(random);
        writer.from(from);
        subjects.forEach(subject -> writer.line("Subject: " + writer.words(subject)));
        List<byte[]> parts = new ArrayList<>();
        texts.forEach(text -> parts.add(writer.text(text)));
        names.forEach(name -> parts.add(writer.attachment(name)));
        writer.raw(parts.size() == 1 ? parts.get(0) : writer.multipart(parts, 0));
        return writer.written.toByteArray();
    }

    private static final class Writer {
        private static final String OCTETS = "Content-Type: application/octet-stream\r\n";

        private final Random random;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        Writer(Random random) {
            this.random = random;
        }

        void line(String text) {
            raw((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        void raw(byte[] octets) {
            written.writeBytes(octets);
        }

        void from(List<String> addresses) {
            List<String> mailboxes = new ArrayList<>();
            for (String address : addresses) {
                mailboxes.add(random.nextBoolean() ? address : "\"A, B\" <" + address + ">");
            }
            String all = String.join(random.nextBoolean() ? ", " : ",\r\n ", mailboxes);
            line(random.nextInt(3) == 0 ? "From: Team: " + all + ";" : "FROM: " + all);
        }

        /** Words of a field: folded anywhere between two, encoded where they must be and sometimes where not. */
        String words(String text) {
            boolean encode = !isAscii(text) || random.nextInt(3) == 0;
            StringBuilder field = new StringBuilder();
            if (!encode) {
                for (char c : text.toCharArray()) {
                    field.append(c == ' ' && random.nextInt(4) == 0 ? "\r\n " : c);
                }
                return field.toString();
            }
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(12));
                field.append(at == 0 ? "" : random.nextBoolean() ? " " : "\r\n ")
                        .append(encoded(text.substring(at, end)));
                at = end;
            }
            return field.toString();
        }

        private String encoded(String text) {
            Charset charset = charset();
            byte[] octets = text.getBytes(charset);
            return random.nextBoolean()
                    ? "=?" + charset + "?B?" + Base64.getEncoder().encodeToString(octets) + "?="
                    : "=?" + charset.name().toLowerCase(Locale.ROOT) + "?q?" + hex(octets, '=') + "?=";
        }

        byte[] text(String text) {
            boolean html = random.nextBoolean();
            Charset charset = charset();
            byte[] content = (html ? html(text) : spaced(text)).getBytes(charset);
            Writer part = new Writer(random);
            part.line("Content-Type: text/" + (html ? "html" : "plain") + ";\r\n charset=\"" + charset + "\"");
            switch (random.nextInt(3)) {
                case 0 -> {
                    part.line("Content-Transfer-Encoding: base64\r\n");
                    part.raw(Base64.getMimeEncoder().encode(content));
                }
                case 1 -> {
                    part.line("Content-Transfer-Encoding: quoted-printable\r\n");
                    part.line(hex(content, '=').replaceAll("(.{60})", "$1=\r\n"));
                }
                default -> {
                    part.line("Content-Transfer-Encoding: 8bit\r\n");
                    part.raw(content);
                }
            }
            part.line("");
            return part.written.toByteArray();
        }

        byte[] attachment(String name) {
            Writer part = new Writer(random);
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            part.line(
                    switch (random.nextInt(3)) {
                        case 0 -> OCTETS + "Content-Disposition: attachment;\r\n filename*=utf-8''" + hex(utf8, '%');
                        case 1 ->
                            OCTETS + "Content-Disposition: attachment; filename*1*="
                                    + hex(utf8, '%').substring(3) + ";\r\n filename*0*=utf-8'de'"
                                    + hex(utf8, '%').substring(0, 3);
                        default -> "Content-Type: application/pdf; name=\"" + encoded(name) + "\"";
                    });
            part.line("\r\nnothing to read");
            return part.written.toByteArray();
        }

        /** The parts in their order, some of them within others. */
        byte[] multipart(List<byte[]> parts, int depth) {
            String boundary = "=_" + depth + "_" + random.nextInt(1_000_000);
            Writer multipart = new Writer(random);
            multipart.line("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\npreamble");
            int at = 0;
            while (at < parts.size()) {
                int end = at + 1 + random.nextInt(parts.size() - at);
                multipart.line("--" + boundary);
                multipart.raw(
                        end - at == 1 || end - at == parts.size()
                                ? parts.get(at)
                                : multipart(parts.subList(at, end), depth + 1));
                at = end - at == parts.size() ? at + 1 : end;
            }
            multipart.line("--" + boundary + "--");
            return multipart.written.toByteArray();
        }

        private String html(String text) {
            StringBuilder html = new StringBuilder("<html><head><style>p {}</style></head><body><p>");
            for (char c : text.toCharArray()) {
                html.append(c > 0x7F && random.nextBoolean() ? "&#" + (int) c + ";" : c);
                html.append(c != ' ' && random.nextInt(5) == 0 ? "<b></b>" : "");
            }
            return html.append("</p></body></html>").toString();
        }

        private String spaced(String text) {
            return text.replace(" ", random.nextBoolean() ? " " : random.nextBoolean() ? "\r\n" : " \t");
        }

        private Charset charset() {
            return random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        }

        private static boolean isAscii(String text) {
            return text.chars().allMatch(c -> c < 0x80);
        }

        private static String hex(byte[] octets, char mark) {
            StringBuilder hex = new StringBuilder();
            for (byte octet : octets) {
                hex.append(String.format("%c%02X", mark, octet));
            }
            return hex.toString();
        }
    }
}
