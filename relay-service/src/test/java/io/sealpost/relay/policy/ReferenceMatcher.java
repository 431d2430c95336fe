package io.sealpost.relay.policy;

import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which rules cover a recipient, said in the plainest way: it reads the texts that people write, character by character,
 * and shares no code with what the relay does.
 */
final class ReferenceMatcher {
    /**
     * A rule as it is written.
     *
     * @param owner the domain that it belongs to
     * @param incoming whether it is for mail to that domain, or else for mail from it
     * @param monitored whether it only tells what it would do; its name comes in brackets then
     */
    record Written(
            String id,
            boolean enabled,
            String owner,
            boolean incoming,
            boolean monitored,
            List<String> anyOf,
            List<String> noneOf) {}

    private ReferenceMatcher() {}

    /**
     * Rules of the sender's domain come before those of the recipient's, and those of others not at all; monitored ones come
     * last.
     */
    static List<String> covering(List<Written> rules, String sender, String recipient) {
        List<String> ids = new ArrayList<>();
        ids.addAll(covering(rules, sender, false, recipient));
        ids.addAll(covering(rules, domain(recipient), true, recipient));
        List<String> ordered = new ArrayList<>();
        ids.stream().filter(id -> !id.startsWith("(")).forEach(ordered::add);
        ids.stream().filter(id -> id.startsWith("(")).forEach(ordered::add);
        return ordered;
    }

    private static List<String> covering(List<Written> rules, String owner, boolean incoming, String recipient) {
        List<String> ids = new ArrayList<>();
        for (Written rule : rules) {
            if (rule.incoming() != incoming || !ascii(rule.owner()).equals(ascii(owner))) {
                continue;
            }
            boolean in = rule.anyOf().isEmpty();
            for (String pattern : rule.anyOf()) {
                in |= covers(pattern, recipient, true);
            }
            for (String pattern : rule.noneOf()) {
                in &= !covers(pattern, recipient, false);
            }
            if (rule.enabled() && in) {
                ids.add(rule.monitored() ? "(" + rule.id() + ")" : rule.id());
            }
        }
        return ids;
    }

    private static boolean covers(String pattern, String recipient, boolean generous) {
        if (pattern.equals("*")) {
            return true;
        }
        String domain = domain(recipient);
        if (pattern.startsWith("*.")) {
            String parent = ascii(pattern.substring(2));
            return domain.length() > parent.length() + 1
                    && domain.substring(domain.length() - parent.length() - 1).equals("." + parent);
        }
        int at = pattern.lastIndexOf('@');
        if (at < 0) {
            return domain.equals(ascii(pattern));
        }
        String wanted = unquoted(pattern.substring(0, at));
        String local = unquoted(recipient.substring(0, recipient.lastIndexOf('@')));
        if (!domain.equals(domain(pattern))) {
            return false;
        }
        if (!generous) {
            return local.equals(wanted);
        }
        int plus = local.indexOf('+', wanted.length());
        return alike(local, wanted) || (plus > 0 && alike(local.substring(0, wanted.length() + 1), wanted + "+"));
    }

    private static boolean alike(String one, String other) {
        String a = Normalizer.normalize(one, Normalizer.Form.NFC);
        String b = Normalizer.normalize(other, Normalizer.Form.NFC);
        return a.equalsIgnoreCase(b);
    }

    private static String domain(String address) {
        return ascii(address.substring(address.lastIndexOf('@') + 1));
    }

    private static String ascii(String domain) {
        String bare = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        return IDN.toASCII(bare).toLowerCase(Locale.ROOT);
    }

    private static String unquoted(String local) {
        if (!local.startsWith("\"")) {
            return local;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i < local.length() - 1; i++) {
            if (local.charAt(i) == '\\') {
                i++;
            }
            plain.append(local.charAt(i));
        }
        return plain.toString();
    }
}
