package io.sealpost.rules.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Sees in a change what an auditor should be warned of. It is said where the change is read, and is no part of it. */
public interface AuditRemark {
    /**
     * The warnings, in words; mostly there are none.
     *
     * @param kind of what was changed
     * @param after what is there after the change
     */
    List<String> about(String kind, JsonNode after);
}
