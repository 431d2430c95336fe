package io.sealpost.platform.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the settings of a service out of {@code docs/configuration.md}: the rows of the table below its heading, whose
 * first column names one setting or several, {@code `sealpost.smtp.host`, `.port`}, and whose second has their defaults.
 */
public final class DocumentedSettings {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String ROOT = "sealpost.";

    private DocumentedSettings() {}

    /** The keys below that heading with their defaults as written; a part in quotes is {@code *}. */
    public static Map<String, String> of(String heading) throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        boolean inside = false;
        for (String line : Files.readAllLines(file())) {
            if (line.startsWith("## ")) {
                inside = line.equals("## " + heading);
            } else if (inside && line.startsWith("| `" + ROOT)) {
                add(defaults, line.split("\\|", -1));
            }
        }
        return defaults;
    }

    private static Path file() {
        return Path.of(System.getProperty("sealpost.contracts")).resolveSibling("configuration.md");
    }

    private static void add(Map<String, String> defaults, String[] columns) {
        List<String> keys = keys(columns[1]);
        List<String> values = keys.size() == 1
                ? List.of(columns[2])
                : Arrays.stream(columns[2].split(",", -1)).toList();
        for (int i = 0; i < keys.size(); i++) {
            defaults.put(
                    keys.get(i),
                    i < values.size() ? values.get(i).replace("`", "").strip() : "");
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
