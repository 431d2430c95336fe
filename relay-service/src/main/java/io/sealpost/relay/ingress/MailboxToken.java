package io.sealpost.relay.ingress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token of an address list: a word or one of the characters that structure it (RFC 5322 §3.2).
 *
 * @param kind which
 * @param text the atom, the quoted string with its quotes, or the special character; encoded words stay without text
 */
record MailboxToken(Kind kind, String text) {
    enum Kind {
        ATOM,
        QUOTED,
        SPECIAL
    }

    private static final int MAX_COMMENT_DEPTH = 50;

    /** An encoded word (RFC 2047 §2), also with the commas that careless writers leave in it. */
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?[^?@<>\\s]+\\?[bBqQ]\\?[^?@<>\\s]*+\\?=");

    /** Atoms with dots, and whatever is beyond ASCII. */
    private static final Pattern ATOM = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\\x{80}-\\x{10FFFF}-]++");

    private static final Pattern QUOTED_STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"", Pattern.DOTALL);

    /** Cuts a field into tokens, without blanks and comments; empty if it cannot be. */
    static Optional<List<MailboxToken>> scan(String field) {
        List<MailboxToken> tokens = new ArrayList<>();
        int position = 0;
        while (position < field.length()) {
            char c = field.charAt(position);
            if (c == ' ' || c == '\t') {
                position++;
            } else if (c == '(') {
                position = endOfComment(field, position);
            } else if (",:;<>@".indexOf(c) >= 0) {
                tokens.add(new MailboxToken(Kind.SPECIAL, String.valueOf(c)));
                position++;
            } else {
                position = word(field, position, tokens);
            }
            if (position < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(tokens);
    }

    boolean is(char special) {
        return kind == Kind.SPECIAL && text.charAt(0) == special;
    }

    boolean isAtom() {
        return kind == Kind.ATOM;
    }

    boolean isWord() {
        return kind != Kind.SPECIAL;
    }

    /** Behind the word, or -1. */
    private static int word(String field, int start, List<MailboxToken> tokens) {
        Matcher encoded = ENCODED_WORD.matcher(field).region(start, field.length());
        Matcher quoted = QUOTED_STRING.matcher(field).region(start, field.length());
        Matcher atom = ATOM.matcher(field).region(start, field.length());
        if (encoded.lookingAt()) {
            tokens.add(new MailboxToken(Kind.QUOTED, ""));
            return encoded.end();
        }
        if (quoted.lookingAt()) {
            tokens.add(new MailboxToken(Kind.QUOTED, quoted.group()));
            return quoted.end();
        }
        if (atom.lookingAt()) {
            tokens.add(new MailboxToken(Kind.ATOM, atom.group()));
            return atom.end();
        }
        return -1;
    }

    /** Behind the comment, which may hold others, or -1. */
    private static int endOfComment(String field, int start) {
        int depth = 0;
        for (int i = start; i < field.length(); i++) {
            switch (field.charAt(i)) {
                case '\\' -> i++;
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
            if (depth == 0) {
                return i + 1;
            }
            if (depth > MAX_COMMENT_DEPTH) {
                return -1;
            }
        }
        return -1;
    }
}
