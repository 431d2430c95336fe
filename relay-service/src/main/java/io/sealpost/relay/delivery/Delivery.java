package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.route.Route;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

public class Delivery {
    /** One round: tries the targets in order until every recipient has a final word, and judges. Never fails. */
    public Future<List<RecipientRound>> deliver(Transaction transaction, Route route, Map<Address, History> histories) {
        throw new UnsupportedOperationException();
    }
}
