package io.sealpost.relay.content;

import io.sealpost.relay.policy.ContentSearch;
import io.sealpost.relay.policy.MessageCriterion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.jboss.logging.Logger;

/** Answers content criteria for a message. For any thread that may block. */
public final class ContentReader {
    private static final Logger LOG = Logger.getLogger(ContentReader.class);

    private final ContentLimits limits;
    private final LongSupplier nanos;

    /** @param nanos a clock for how long things take, as {@link System#nanoTime} */
    public ContentReader(ContentLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    /**
     * Which of the criteria the message meets, by their keys; those that it could not find out about within the limits are left
     * out.
     *
     * @throws UncheckedIOException if the octets cannot be had, whatever the stream throws
     */
    public Map<String, Boolean> read(InputStream message, Collection<MessageCriterion.Content> criteria) {
        ContentSearch search = new ContentSearch(criteria);
        try {
            new MimeWalk(limits, search, new Deadline(limits.maxTime(), nanos)).through(message);
        } catch (LimitReached | MaxHeaderLengthLimitException e) {
            LOG.debugf("the content of a message is beyond a limit: %s", e.getMessage());
            search.leave();
        } catch (MimeException | MimeIOException e) {
            LOG.debugf("the structure of a message is broken: %s", e.getMessage());
            if (e.getCause() != null) {
                search.leave(); // the parser gave up, over a line that is too long or a boundary that is none
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn(
                    "the content of a message could not be parsed to its end; what is left of it counts as matching",
                    e);
            search.leave();
        }
        return search.findings();
    }
}
