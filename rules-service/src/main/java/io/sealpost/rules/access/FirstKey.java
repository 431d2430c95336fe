package io.sealpost.rules.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Makes an operator's key when the database has none.
 *
 * <p>The file is written before the database commits: after a crash between the two, the next start takes the key
 * that the file holds, and so does a first start for which an operator has laid a key ready. A database that has
 * an operator's key already is never given another one, whatever became of the file.
 */
@ApplicationScoped
class FirstKey {

    private static final Logger LOG = Logger.getLogger(FirstKey.class);
    private static final String OPERATOR = "operator";

    private final ApiKeys keys;
    private final OperatorKeyFile file;
    private final Clock clock;

    FirstKey(ApiKeys keys, AccessSettings settings, Clock clock) {
        this.keys = keys;
        this.file = new OperatorKeyFile(settings.operatorKeyFile());
        this.clock = clock;
    }

    @Transactional
    void start(@Observes StartupEvent started) throws IOException {
        keys.lock();
        if (keys.operators() > 0) {
            warnIfFileIsGone();
            return;
        }
        Optional<Secret> ready = file.read();
        Secret key = ready.orElseGet(() -> Secret.generate(new SecureRandom()));
        if (ready.isEmpty()) {
            file.write(key);
        }
        keys.persist(new ApiKey(key, new Grant(OPERATOR, Role.OPERATOR, null, null), clock.instant()));
        LOG.infof("The operator's API key is in the file path=%s keyId=%s", file.path(), key.id());
    }

    private void warnIfFileIsGone() {
        if (!file.exists()) {
            LOG.warnf(
                    "The file of the operator's API key is missing, and no new key is made, for the database knows one "
                            + "already. Bring the file back if it is needed. If the key is lost: delete from api_keys "
                            + "where role = 'operator', and start again. path=%s",
                    file.path());
        }
    }
}
