package io.rootops.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The style sheet and the scripts, read and compressed once; their addresses change with their content. */
final class Assets {
    private static final Map<String, String> TYPES = Map.of("css", "text/css", "js", "text/javascript");

    /** @param path address, such as {@code /assets/app.1f2e3d4c.css} */
    record Asset(String path, String contentType, byte[] plain, byte[] compressed) {}

    private final Map<String, Asset> byName = new LinkedHashMap<>();

    /** One style sheet in the making, one on the wire; what narrows comes last, since it overrides. */
    private static final String[] STYLES = {
        "tokens.css",
        "frame.css",
        "lists.css",
        "cards.css",
        "pages.css",
        "trust.css",
        "access.css",
        "charts.css",
        "narrow.css"
    };

    Assets() {
        put("app.css", STYLES);
        for (String script : new String[] {"htmx.min.js", "app.js", "sse.js", "echarts.common.min.js", "charts.js"}) {
            put(script, script);
        }
    }

    /** @throws IllegalArgumentException when there is none of this name */
    String path(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no asset " + name))
                .path();
    }

    Optional<Asset> at(String path) {
        return byName.values().stream().filter(it -> it.path().equals(path)).findFirst();
    }

    private void put(String name, String... files) {
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            for (String file : files) {
                content.writeBytes(read(file));
            }
            byte[] plain = content.toByteArray();
            int dot = name.lastIndexOf('.');
            String extension = name.substring(dot + 1);
            String path = "/assets/" + name.substring(0, dot) + "." + Answer.hash(plain) + "." + extension;
            byName.put(name, new Asset(path, TYPES.get(extension) + ";charset=utf-8", plain, compress(plain)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the files of the jar for " + name, e);
        }
    }

    private static byte[] read(String file) throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream("assets/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks the file assets/" + file + "; build it again");
            }
            return in.readAllBytes();
        }
    }

    static byte[] compress(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
