package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.MessageCriterion;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.MessagePolicy;
import io.sealpost.relay.policy.Policy;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.ruleset.Governing;
import io.sealpost.relay.ruleset.Quota;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.ruleset.SubmitterRights;
import io.sealpost.relay.spool.SpooledRecipient;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges mail by the login of its client, or by the network it comes from where the client has not logged in.
 *
 * <p>The rules of the reverse path's domain and of every hosted domain in From and Sender govern a message, all together;
 * if that is none, those of every domain that the client may send for. So neither a null path nor a second domain escapes
 * a rule. A client whose submitter forwards may bring foreign senders, and then all rules of its domains hold too. While
 * the submitters of some domain cannot be read, whatever depends on the client's rights as a whole must wait. The rules for
 * incoming mail of a recipient's hosted domain join in for that recipient; one whose rules are not known must wait.
 */
final class SubmitterAdmission implements Admission {
    private static final Reply SUBMITTERS_NOT_KNOWN =
            Replies.of(451, "4.3.5", "this relay cannot read the submitters of all domains; try again later");

    /** Lines of a reply to a message that rules reject, at most. */
    private static final int MOST_TEXTS = 10;

    private final InetAddress client;
    private final Identity identity;

    SubmitterAdmission(InetAddress client, Identity identity) {
        this.client = client;
        this.identity = identity;
    }

    @Override
    public Optional<Reply> refuse(RulesetView rules, ReversePath path) {
        Optional<Domain> sender = path.address().map(address -> address.domain());
        if (sender.isPresent() && rules.domain(sender.get()) instanceof DomainKnowledge.NotKnown notKnown) {
            return Optional.of(later(notKnown));
        }
        SubmitterRights rights = rightsIn(rules);
        if (rights.domains().isEmpty()) {
            return Optional.of(denied(rights, rights.isEmpty() ? stranger() : suspended()));
        }
        return sender.filter(domain -> isRefused(domain, rights)).map(domain -> foreign(rules, "reverse path", domain));
    }

    @Override
    public Optional<Reply> refuse(RulesetView rules, Address recipient) {
        return rules.domain(recipient.domain()) instanceof DomainKnowledge.NotKnown notKnown
                ? Optional.of(later(notKnown))
                : Optional.empty();
    }

    @Override
    public Optional<Reply> refuse(RulesetView rules, ReversePath path, HeaderBlock header) {
        return refuse(rules, path).or(() -> refuse(rules, header.named("from").size(), header.senders()));
    }

    @Override
    public List<Quota> quotas(RulesetView rules, ReversePath path) {
        SubmitterRights rights = rightsIn(rules);
        Set<Domain> senders = path.address()
                .map(address -> Set.of(address.domain()))
                .filter(rights.domains()::containsAll)
                .orElse(rights.domains());
        return rights.quotas(senders);
    }

    @Override
    public Verdict judge(RulesetView rules, Submitted message) {
        Envelope envelope = message.envelope();
        HeaderBlock header = message.header();
        HeaderSenders authors = header.senders();
        Optional<Reply> refused = refuse(rules, envelope.path(), header);
        if (refused.isPresent()) {
            return new Verdict.Refused(refused.get());
        }
        SubmitterRights rights = rightsIn(rules);
        Set<Domain> senders = authors.domainsWith(envelope.path());
        boolean own = authors.unreadable().isEmpty() && rights.domains().containsAll(senders) && !senders.isEmpty();
        if (!own && !rights.complete()) {
            return new Verdict.Refused(SUBMITTERS_NOT_KNOWN);
        }
        if (!own) {
            rights.domains().stream().sorted().forEach(senders::add);
        }
        return govern(rules, senders, message, authors, rights.quotas(senders));
    }

    @Override
    public HeaderBlock relayed(HeaderBlock header) {
        return header;
    }

    @Override
    public int maxRecipients(int limit) {
        return limit;
    }

    @Override
    public boolean mayRoute(boolean allowed) {
        return allowed;
    }

    private Optional<Reply> refuse(RulesetView rules, int fromFields, HeaderSenders authors) {
        if (fromFields > 1) {
            return Optional.of(Replies.of(550, "5.7.1", "the message has more than one From field; it must have one"));
        }
        SubmitterRights rights = rightsIn(rules);
        Optional<Reply> unreadable = authors.unreadable()
                .filter(name -> !rights.forwards())
                .map(name -> denied(
                        rights,
                        "the addresses in the " + name + " field cannot be read;"
                                + " write them as RFC 5322 says, each with its domain"));
        return unreadable.or(() -> authors.domains().entrySet().stream()
                .filter(author -> isRefused(author.getKey(), rights))
                .findFirst()
                .map(author -> foreign(rules, author)));
    }

    /** Under the rules of all of these domains that are hosted, and of those of the recipients. */
    private Verdict govern(
            RulesetView rules, Set<Domain> senders, Submitted message, HeaderSenders authors, List<Quota> quotas) {
        Governing governing =
                Governing.of(rules::domain, senders, message.envelope().addresses());
        if (governing.obstacle().isPresent()) {
            return new Verdict.Refused(later(governing.obstacle().get().why()));
        }
        Policy policy = governing.policy();
        MessageFacts facts = message.facts(authors, policy.headerNames(), Optional.of(client));
        MessagePolicy decisions = policy.on(facts, message.at());
        if (message.content().isEmpty()) {
            Set<MessageCriterion.Content> questions =
                    decisions.questions(message.envelope().addresses());
            if (!questions.isEmpty()) {
                return new Verdict.Open(questions);
            }
        }
        List<SpooledRecipient> recipients = message.envelope().recipients().stream()
                .map(each -> SpooledRecipient.accepted(each.address(), each.dsn(), decisions.decide(each.address())))
                .toList();
        return rejection(recipients)
                .<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> new Verdict.Admitted(
                        governing.domains(),
                        facts,
                        Optional.empty(),
                        new Copies(rules, governing.domains()).join(recipients, decisions),
                        quotas));
    }

    /** The refusal of a message whose recipients are all rejected by rules; of some alone the sender is told by a report. */
    private static Optional<Reply> rejection(List<SpooledRecipient> recipients) {
        boolean all = recipients.stream().allMatch(each -> each.state() == SpooledRecipient.State.REJECTED);
        List<String> texts = recipients.stream()
                .flatMap(each -> each.decision().stop().stream())
                .flatMap(stop -> stop.match(reject -> Stream.of(reject.text()), hold -> Stream.empty()))
                .distinct()
                .limit(MOST_TEXTS)
                .toList();
        return all && !texts.isEmpty() ? Optional.of(Replies.rejected(texts)) : Optional.empty();
    }

    private SubmitterRights rightsIn(RulesetView rules) {
        return identity instanceof Identity.Login login ? rules.rightsOf(login.name()) : rules.rightsOf(client);
    }

    /** What this client is called in words for it. */
    private String who() {
        return identity instanceof Identity.Login login ? login.name() : TraceHeader.addressText(client);
    }

    private String stranger() {
        return "this relay takes mail of registered submitters only, and " + who()
                + " is none; register it, log in with AUTH over TLS, or send from one that is";
    }

    private String suspended() {
        return who() + " or its whole domain is suspended as a submitter; the domain's administrator can lift that";
    }

    private static boolean isRefused(Domain sender, SubmitterRights rights) {
        return !rights.forwards() && !rights.domains().contains(sender);
    }

    private Reply foreign(RulesetView rules, Map.Entry<Domain, String> author) {
        return foreign(rules, author.getValue() + " field", author.getKey());
    }

    private Reply foreign(RulesetView rules, String where, Domain domain) {
        SubmitterRights rights = rightsIn(rules);
        if (rights.isSuspendedFor(domain)) {
            return denied(rights, suspended());
        }
        boolean registered = !(rules.domain(domain) instanceof DomainKnowledge.Foreign);
        return denied(
                rights,
                "the domain " + domain + " in the " + where
                        + (registered
                                ? " is not one that " + who() + " may send for"
                                : " is not registered here; register it or use a registered one"));
    }

    /** Where rights are in doubt, nobody is turned away for good. */
    private static Reply denied(SubmitterRights rights, String text) {
        return rights.complete() ? Replies.of(550, "5.7.1", text) : SUBMITTERS_NOT_KNOWN;
    }

    private static Reply later(DomainKnowledge.NotKnown notKnown) {
        return Reply.of(451, notKnown.status(), notKnown.reason() + "; try again later");
    }
}
