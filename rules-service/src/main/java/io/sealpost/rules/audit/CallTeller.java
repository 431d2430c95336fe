package io.sealpost.rules.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import io.sealpost.rules.access.CurrentCall;
import io.sealpost.rules.access.CurrentCall.Call;
import io.sealpost.rules.access.Right;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells the database, at the begin of every transaction of a request that writes, who calls: in a setting that ends
 * with the transaction.
 */
@Singleton
@Unremovable
class CallTeller implements AgroalPoolInterceptor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CurrentCall current;

    CallTeller(CurrentCall current) {
        this.current = current;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        if (Arc.container().requestContext().isActive()
                && current.isLetIn()
                && current.get().right() == Right.WRITE) {
            tell(connection, current.get());
        }
    }

    private static void tell(Connection connection, Call call) {
        try (PreparedStatement statement = connection.prepareStatement("select set_config('sealpost.call', ?, true)")) {
            statement.setString(1, json(call));
            statement.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException("Who calls cannot be told", failure);
        }
    }

    private static String json(Call call) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("key", call.caller().id());
        told.put("name", call.caller().name());
        told.put("operation", call.operation());
        if (call.address() != null) {
            told.put("address", call.address());
        }
        try {
            return JSON.writeValueAsString(told);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts are always writable", impossible);
        }
    }
}
