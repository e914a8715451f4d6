package io.rootops.app;

import io.rootops.core.settings.Loopback;
import io.rootops.core.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a server is reached, as it writes it down in the data directory: commands that print links cannot know the port
 * that it took.
 */
final class ServerAddress implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerAddress.class);

    private final Path file;

    private ServerAddress(Path file) {
        this.file = file;
    }

    /** @param listening where it listens */
    static ServerAddress write(Settings settings, URI listening) {
        Path file = settings.home().resolve("address");
        try {
            Files.createDirectories(settings.home());
            Files.writeString(file, listening + "\n");
        } catch (IOException e) {
            LOG.warn("{} cannot be written; links of 'rootops login-link' may name the wrong port", file, e);
        }
        return new ServerAddress(file);
    }

    /** Without a slash at its end: ROOTOPS_URL, else what the running server wrote, else what the settings say. */
    static URI read(Settings settings) {
        return settings.url() != null ? settings.url() : listening(settings);
    }

    /** The same without ROOTOPS_URL, which may be that of a proxy. */
    static URI listening(Settings settings) {
        try {
            return URI.create(
                    Files.readString(settings.home().resolve("address")).strip());
        } catch (IOException | IllegalArgumentException e) {
            boolean here = Loopback.is(settings.bind())
                    || Loopback.address(settings.bind())
                            .filter(InetAddress::isAnyLocalAddress)
                            .isPresent();
            String host = settings.bind().contains(":") ? "[" + settings.bind() + "]" : settings.bind();
            return URI.create("http://" + (here ? "localhost" : host) + ":" + settings.port());
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
