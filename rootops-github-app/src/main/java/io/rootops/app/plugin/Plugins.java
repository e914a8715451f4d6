package io.rootops.app.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * What the jars in {@code plugins} of the data directory offer, besides what RootOps has itself: {@code java -jar} ignores the class
 * path. A jar names its classes as {@link ServiceLoader} wants it.
 */
public final class Plugins {
    private static final String FOLDER = "plugins";

    private final ClassLoader loader;

    private Plugins(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Those of a data directory; none where it has no such folder.
     *
     * @throws PluginException when the folder cannot be read
     */
    public static Plugins of(Path home) throws PluginException {
        ClassLoader own = Plugins.class.getClassLoader();
        Path folder = home.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return new Plugins(own);
        }
        try (Stream<Path> files = Files.list(folder)) {
            URL[] jars = files.filter(it -> it.toString().endsWith(".jar"))
                    .sorted()
                    .map(Plugins::url)
                    .toArray(URL[]::new);
            return new Plugins(jars.length == 0 ? own : new URLClassLoader("plugins", jars, own));
        } catch (IOException e) {
            throw new PluginException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * All of a kind, RootOps' own first.
     *
     * @throws PluginException when a jar names a class that cannot be used
     */
    public <S> List<S> all(Class<S> service) throws PluginException {
        List<S> all = new ArrayList<>();
        try {
            ServiceLoader.load(service, loader).forEach(all::add);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new PluginException(
                    "a jar in " + FOLDER + " of the data directory cannot be used: " + e.getMessage()
                            + "; take it out, or use the one made for this release",
                    e);
        }
        return List.copyOf(all);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file has an address: " + jar, e);
        }
    }
}
