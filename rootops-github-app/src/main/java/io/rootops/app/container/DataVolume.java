package io.rootops.app.container;

import io.rootops.core.engine.BackendCheck;
import io.rootops.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether what the embedded database holds outlives the container, told by what its directory is mounted from. */
public final class DataVolume {
    /** Set by the image, and by nobody else. */
    public static final String IN_IMAGE = "rootops.image";

    private static final Logger LOG = LoggerFactory.getLogger(DataVolume.class);
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    /** As Docker, Podman, buildah and containerd name what an image asks for and nobody gave. */
    private static final Pattern NAMELESS = Pattern.compile("volumes/[0-9a-f]{64}(/_data)?$");

    private static final Pattern OF_THE_POD = Pattern.compile("/kubernetes\\.io~empty-dir/");

    private DataVolume() {}

    /** Why the memory of this process ends with its container; empty: it does not, or this is no container of the image. */
    public static Optional<String> loss(Settings settings) {
        if (System.getProperty(IN_IMAGE) == null || settings.databaseUrl() != null) {
            return Optional.empty();
        }
        try {
            return loss(settings.home(), Files.readString(MOUNTS));
        } catch (IOException e) {
            LOG.warn("{} cannot be read: whether {} is a volume is not known", MOUNTS, settings.home(), e);
            return Optional.empty();
        }
    }

    /** The same as one of the things that RootOps can see. */
    public static Optional<BackendCheck> check(Settings settings) {
        return loss(settings)
                .map(it -> new BackendCheck(
                        "volume", BackendCheck.State.WARN, it, List.of(), remedy(settings.home()), List.of()));
    }

    /** For every page; null: nothing to say. */
    public static @Nullable String warning(Settings settings) {
        return loss(settings)
                .map(it -> "The memory dies with this container: " + it + ". " + capitalised(remedy(settings.home()))
                        + ".")
                .orElse(null);
    }

    static Optional<String> loss(Path home, String mountinfo) {
        Optional<Mount> mount = Mount.under(home, mountinfo);
        if (mount.isEmpty() || mount.get().point().getNameCount() == 0) {
            return Optional.of("no volume is mounted at " + home);
        }
        Mount found = mount.get();
        if (found.type().equals("tmpfs") || found.type().equals("ramfs")) {
            return Optional.of(home + " is kept in memory");
        }
        if (OF_THE_POD.matcher(found.root()).find()) {
            return Optional.of(home + " is an emptyDir of this pod");
        }
        if (NAMELESS.matcher(found.root()).find()) {
            return Optional.of("the volume at " + home + " has no name, and the next container gets another");
        }
        return Optional.empty();
    }

    private static String remedy(Path home) {
        return "give it a volume, such as docker run -v rootops:" + home + ", or set DATABASE_URL";
    }

    private static String capitalised(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
