package io.sealpost.platform.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the settings of a service out of {@code docs/configuration.md}: the rows of the table below its heading, whose
 * first column names one setting or several, {@code `sealpost.smtp.host`, `.port`}, whose second has their types, or the
 * one of all, and whose third has their defaults.
 */
public final class DocumentedSettings {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String ROOT = "sealpost.";
    private static final String LIST = "list of ";
    private static final int TYPES = 2;
    private static final int DEFAULTS = 3;

    /** The types, and what reads each: the simple names of the converters; none for plain text. */
    private static final Map<String, Set<String>> READERS = Map.ofEntries(
            Map.entry("text", Set.of("")),
            Map.entry("boolean", Set.of("Switch")),
            Map.entry("integer", Set.of("Count", "ShortCount")),
            Map.entry("duration", Set.of("Span")),
            Map.entry("size", Set.of("SizeInMemory", "SizeOnDisk")),
            Map.entry("port", Set.of("Port", "ListenerPort")),
            Map.entry("address", Set.of("SourceAddressConverter")),
            Map.entry("address:port", Set.of("SocketAddressConverter", "DnsServer")),
            Map.entry("host:port", Set.of("HostPortConverter", "RelayAddressConverter")),
            Map.entry("network", Set.of("NetworkPrefix")),
            Map.entry("URL", Set.of("HttpUrl")),
            Map.entry("file", Set.of("ReadableFile", "TokenFile", "CredentialFile", "FileSetting")),
            Map.entry("path", Set.of("WritablePlace")),
            Map.entry("directory", Set.of("TemplateDirectory")),
            Map.entry("starttls or implicit", Set.of("TlsModeName")),
            Map.entry("none, request or required", Set.of("ClientAuthName")));

    private DocumentedSettings() {}

    /** The keys below that heading with their defaults as written; a part in quotes is {@code *}. */
    public static Map<String, String> of(String heading) throws IOException {
        return column(heading, DEFAULTS);
    }

    /** The keys below that heading with their types as written; a part in quotes is {@code *}. */
    public static Map<String, String> types(String heading) throws IOException {
        return column(heading, TYPES);
    }

    /** The type of what is read so: the simple name of a converter, or {@code list of} such. */
    public static String typeOf(String reader) {
        boolean list = reader.startsWith(LIST);
        String element = list ? reader.substring(LIST.length()) : reader;
        return READERS.entrySet().stream()
                .filter(each -> each.getValue().contains(element))
                .map(each -> (list ? LIST : "") + each.getKey())
                .findFirst()
                .orElse("no type has the reader " + element);
    }

    private static Map<String, String> column(String heading, int column) throws IOException {
        Map<String, String> told = new TreeMap<>();
        boolean inside = false;
        for (String line : Files.readAllLines(file())) {
            if (line.startsWith("## ")) {
                inside = line.equals("## " + heading);
            } else if (inside && line.startsWith("| `" + ROOT)) {
                String[] columns = line.split("\\|", -1);
                add(told, keys(columns[1]), columns[column].replace("`", "").strip(), column == TYPES);
            }
        }
        return told;
    }

    private static Path file() {
        return Path.of(System.getProperty("sealpost.contracts")).resolveSibling("configuration.md");
    }

    private static void add(Map<String, String> told, List<String> keys, String written, boolean oneMayDo) {
        List<String> values =
                Arrays.stream(written.split(",", -1)).map(String::strip).toList();
        for (int i = 0; i < keys.size(); i++) {
            boolean whole = keys.size() == 1 || (oneMayDo && values.size() == 1);
            told.put(keys.get(i), whole ? written : i < values.size() ? values.get(i) : "");
        }
    }

    private static List<String> keys(String column) {
        List<String> keys = new ArrayList<>();
        String room = "";
        Matcher code = CODE.matcher(column);
        while (code.find()) {
            String key = code.group(1);
            String whole = key.startsWith(".") ? room + key : key;
            room = whole.substring(0, whole.lastIndexOf('.'));
            keys.add(whole.replaceFirst("\"[^\"]+\"", "*"));
        }
        return keys;
    }
}
