package io.sealpost.local.state;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealpost.local.state.StackState.PartState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The state in a data folder, as JSON. It is replaced as a whole, so that a reader never sees half of it. */
public final class StateFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public StateFile(Path dataFolder) {
        file = dataFolder.resolve("state.json");
    }

    /** The state, or none if nothing was started from this folder, or all was ended. */
    public Optional<StackState> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(state(JSON.readTree(Files.readString(file))));
        } catch (JacksonException e) {
            throw new IllegalStateException(file + " is damaged: delete it, and end what it told of by hand", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(StackState state) {
        try {
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "state", ".tmp");
            Files.writeString(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(state)));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    private static ObjectNode json(StackState state) {
        ObjectNode json = JSON.createObjectNode();
        json.set("launcher", json(state.launcher()));
        json.put("ready", state.ready());
        ArrayNode parts = json.putArray("parts");
        state.parts().forEach(part -> {
            ObjectNode node = parts.addObject();
            node.put("name", part.name());
            node.set("process", json(part.process()));
            node.put("port", part.port());
            part.health().ifPresent(health -> node.put("health", health));
        });
        return json;
    }

    private static ObjectNode json(ProcessId process) {
        return JSON.createObjectNode().put("pid", process.pid()).put("started", process.started());
    }

    private static StackState state(JsonNode json) {
        List<PartState> parts = new ArrayList<>();
        json.path("parts")
                .forEach(part -> parts.add(new PartState(
                        part.path("name").asText(),
                        process(part.path("process")),
                        part.path("port").asInt(),
                        part.has("health") ? Optional.of(part.path("health").asText()) : Optional.empty())));
        return new StackState(process(json.path("launcher")), json.path("ready").asBoolean(), parts);
    }

    private static ProcessId process(JsonNode json) {
        return new ProcessId(json.path("pid").asLong(), json.path("started").asLong());
    }
}
