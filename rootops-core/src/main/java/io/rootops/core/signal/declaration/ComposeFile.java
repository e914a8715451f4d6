package io.rootops.core.signal.declaration;

import io.rootops.core.signal.origin.Declaration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Services of a compose file, with the directory that each is built from. */
final class ComposeFile {
    private ComposeFile() {}

    static List<Declaration> services(String file, Map<?, ?> document) {
        List<Declaration> found = new ArrayList<>();
        Fields.at(document, "services").forEach((key, value) -> {
            String service = Fields.name(key);
            Map<?, ?> fields = Fields.map(value);
            String path = path(file, fields.get("build"));
            String image = Fields.image(fields.get("image"));
            if (service != null && (path != null || image != null)) {
                found.add(new Declaration(service, file, path, image));
            }
        });
        return found;
    }

    private static @Nullable String path(String file, @Nullable Object build) {
        Object context = build;
        if (build instanceof Map<?, ?> fields) {
            context = fields.containsKey("context") ? fields.get("context") : ".";
        }
        String path = Fields.name(context);
        if (path == null || path.startsWith("/") || path.startsWith("~") || path.contains(":")) {
            return null; // it is elsewhere
        }
        return within(file, path);
    }

    /** Null: it leads out of the repository. */
    private static @Nullable String within(String file, String context) {
        Deque<String> parts = new ArrayDeque<>(List.of(file.split("/")));
        parts.removeLast();
        for (String part : context.split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return null;
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
