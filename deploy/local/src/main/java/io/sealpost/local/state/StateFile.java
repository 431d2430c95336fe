package io.sealpost.local.state;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealpost.local.state.StackState.PartState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

    /** The state; none if nothing was started from this folder, or all was ended, or the file is damaged. */
    public Optional<StackState> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            return json.path("parts").isArray() ? Optional.of(state(json)) : Optional.empty();
        } catch (JacksonException | CharacterCodingException | NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
    }

    /** What to tell the user when the file is there and says nothing that could be understood. */
    public Optional<String> damage() {
        return Files.exists(file) && read().isEmpty()
                ? Optional.of(file + " is damaged; it is not used, and written anew by `sealpost up`")
                : Optional.empty();
    }

    public void write(StackState state) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(state)));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
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
        json.put("ready", state.ready());
        state.options().forEach(json.putArray("options")::add);
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
        return JSON.createObjectNode().put("pid", process.pid()).put("start", process.start());
    }

    private static StackState state(JsonNode json) {
        List<PartState> parts = new ArrayList<>();
        json.path("parts")
                .forEach(part -> parts.add(new PartState(
                        part.path("name").asText(),
                        process(part.path("process")),
                        part.path("port").asInt(),
                        part.has("health") ? Optional.of(part.path("health").asText()) : Optional.empty())));
        List<String> options = new ArrayList<>();
        json.path("options").forEach(word -> options.add(word.asText()));
        return new StackState(json.path("ready").asBoolean(), options, parts);
    }

    private static ProcessId process(JsonNode json) {
        return new ProcessId(json.path("pid").asLong(), json.path("start").asText());
    }
}
