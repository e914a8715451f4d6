package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one database server.
 *
 * @param version of PostgreSQL, such as 18.6
 */
record Cluster(Path home, PostgresBinaries binaries, RunAs runAs, String version, String password) {
    static final String USER = "rootops";
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Opens the data that is there, or makes an empty cluster. */
    static Cluster prepare(Path home, PostgresBinaries binaries, RunAs runAs) throws IOException, InterruptedException {
        String version = version(home, binaries);
        Path data = data(home);
        boolean fresh = !Files.exists(data);
        if (!fresh) {
            checkVersion(data, version);
            close(data);
        }
        Path passwordFile = home.resolve("password");
        if (!Files.exists(passwordFile)) {
            if (!fresh) {
                throw new PostgresStartException("The database in " + data + " cannot be opened because its password"
                        + " file " + passwordFile + " is missing: put it back from a backup, or move " + data
                        + " away to begin with an empty memory.");
            }
            writePassword(passwordFile);
        }
        runAs.give(home.resolve("lock"));
        runAs.give(passwordFile);
        runAs.give(binaries.folder());
        Cluster cluster = new Cluster(
                home, binaries, runAs, version, Files.readString(passwordFile).strip());
        if (fresh) {
            cluster.initialize(passwordFile);
        }
        runAs.give(data);
        return cluster;
    }

    Path data() {
        return data(home);
    }

    Path log() {
        return home.resolve("postgres.log");
    }

    private static Path data(Path home) {
        return home.resolve("data");
    }

    private static String version(Path home, PostgresBinaries binaries) throws IOException, InterruptedException {
        Command asked = Command.run(
                List.of(binaries.program("postgres").toString(), "--version"), home, Duration.ofSeconds(30));
        if (!asked.ok()) {
            throw new PostgresStartException("PostgreSQL's programs in " + binaries.folder() + " do not run here ("
                    + lastLine(asked.output()) + "): mount the directory without noexec, use a system with glibc,"
                    + " or set DATABASE_URL.");
        }
        return lastLine(asked.output()).replaceFirst("^.*\\(PostgreSQL\\) ([0-9.]+).*$", "$1");
    }

    private static void checkVersion(Path data, String version) throws IOException {
        Path file = data.resolve("PG_VERSION");
        if (!Files.isRegularFile(file)) {
            throw new PostgresStartException("The directory " + data + " is not a PostgreSQL data directory (it has no"
                    + " PG_VERSION): move it away, or set ROOTOPS_HOME to another directory.");
        }
        String found = Files.readString(file).strip();
        String ours = version.replaceFirst("\\..*", "");
        if (!found.equals(ours)) {
            throw new PostgresStartException("The database in " + data + " was written by PostgreSQL " + found
                    + " and this RootOps brings PostgreSQL " + ours
                    + ": write it to a file with the RootOps release that"
                    + " wrote it (rootops export FILE), move " + data + " away, and read the file with this one"
                    + " (rootops import FILE).");
        }
    }

    /** Kubernetes opens the files of a volume to a group (fsGroup), and PostgreSQL does not start on a directory so open. */
    private static void close(Path data) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(data);
        if (permissions.stream().anyMatch(it -> !OWNER.contains(it))) {
            Files.setPosixFilePermissions(data, OWNER);
        }
    }

    private static void writePassword(Path file) throws IOException {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        Path unfinished = file.resolveSibling("password.unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, OWNER_ONLY);
        Files.writeString(unfinished, HexFormat.of().formatHex(secret) + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Under another name first, so that one that was killed half-way is not taken for a database. */
    private void initialize(Path passwordFile) throws IOException, InterruptedException {
        log.info("First start: creating an empty database in {}", data());
        Path unfinished = home.resolve("data.unfinished");
        Trees.delete(unfinished);
        Files.createDirectory(unfinished, PosixFilePermissions.asFileAttribute(OWNER));
        runAs.give(unfinished);
        List<String> arguments = List.of(
                "-D",
                unfinished.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile",
                passwordFile.toString(),
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions");
        Command initdb = Command.run(runAs.command(binaries.program("initdb"), arguments), home, Duration.ofMinutes(5));
        if (!initdb.ok()) {
            throw Problem.of(home, "initdb", initdb.output());
        }
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String lastLine(String output) {
        return output.substring(output.lastIndexOf('\n') + 1);
    }
}
