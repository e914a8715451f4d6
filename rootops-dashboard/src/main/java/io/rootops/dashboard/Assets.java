package io.rootops.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
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

    Assets() {
        for (String name : new String[] {"app.css", "htmx.min.js", "app.js", "sse.js"}) {
            byName.put(name, read(name));
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

    Collection<Asset> all() {
        return byName.values();
    }

    private static Asset read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks the file assets/" + name + "; build it again");
            }
            byte[] plain = in.readAllBytes();
            int dot = name.lastIndexOf('.');
            String extension = name.substring(dot + 1);
            String path = "/assets/" + name.substring(0, dot) + "." + Answer.hash(plain) + "." + extension;
            return new Asset(path, TYPES.get(extension) + ";charset=utf-8", plain, compress(plain));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the file assets/" + name + " of the jar", e);
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
