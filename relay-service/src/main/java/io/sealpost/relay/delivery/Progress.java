package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far an errand is on a connection: it may take several transactions, since each is for a limited number of
 * recipients.
 *
 * @param offered by the server
 * @param settled those who have their word
 * @param asked those of the transaction under way, in order
 * @param isFirst whether that is the first one
 */
record Progress(Extensions offered, Map<Address, Finding> settled, List<Address> asked, boolean isFirst) {
    public Progress {
        settled = Map.copyOf(settled);
        asked = List.copyOf(asked);
    }

    /** The first transaction; those whom this server cannot even be told of have their word at once. */
    static Progress begin(Errand errand, Extensions offered) {
        Map<Address, Finding> unspeakable = new EnvelopeWriter(errand, offered).unspeakable();
        return new Progress(offered, unspeakable, some(errand, unspeakable), true);
    }

    /** The transaction after this one; for nobody where all have their word. */
    Progress next(Errand errand) {
        return new Progress(offered, settled, some(errand, settled), false);
    }

    private static List<Address> some(Errand errand, Map<Address, Finding> settled) {
        return errand.recipients().stream()
                .filter(each -> !settled.containsKey(each))
                .limit(errand.maxRecipients())
                .toList();
    }

    Progress settle(Address recipient, Finding finding) {
        Map<Address, Finding> more = new LinkedHashMap<>(settled);
        more.put(recipient, finding);
        return new Progress(offered, more, asked, isFirst);
    }

    /** With this word for everybody of the transaction under way who has none. */
    Progress settleAsked(Finding finding) {
        Map<Address, Finding> more = new LinkedHashMap<>(settled);
        asked.forEach(each -> more.putIfAbsent(each, finding));
        return new Progress(offered, more, asked, isFirst);
    }

    boolean isForNobody() {
        return asked.isEmpty();
    }

    /** Whether somebody of the transaction under way has no word: was accepted. */
    boolean isForSomebody() {
        return asked.stream().anyMatch(each -> !settled.containsKey(each));
    }

    /**
     * A refusal that ends the dialogue: it is for the transaction under way alone; whoever was not asked yet is only
     * deferred by it.
     */
    Map<Address, Finding> refused(Errand errand, Reply reply) {
        return errand.rest(
                settleAsked(Finding.refused(reply)).settled(), Finding.answered(AttemptClass.SMTP_TEMP, reply));
    }
}
