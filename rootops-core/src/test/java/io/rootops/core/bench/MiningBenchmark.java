package io.rootops.core.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Mining, every feature counted, without and with the origins of lines, beside {@code git log --no-merges --raw
 * --numstat -M}: all on one private clone, in turns, each in a process of its own. Arguments: a repository, and how many rounds (3). Prints medians and ratios.
 */
public final class MiningBenchmark {
    private static final int THREADS = 2;

    private MiningBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            System.err.println("usage: MiningBenchmark REPOSITORY [ROUNDS]");
            System.exit(2);
        }
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path temporary = Files.createTempDirectory("rootops-bench-mining");
        try {
            PrivateClone clone = PrivateClone.of(Path.of(args[0]), temporary);
            List<Timed> git = new ArrayList<>();
            List<Timed> ours = new ArrayList<>();
            List<Timed> origins = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                git.add(Timed.run(gitLog(clone.directory())));
                ours.add(Timed.run(mining(clone.directory(), THREADS, "plain")));
                origins.add(Timed.run(mining(clone.directory(), THREADS, "origins")));
            }
            print(args[0], rounds, clone.missingBlobs(), git, ours, origins);
        } finally {
            PrivateClone.delete(temporary);
        }
    }

    private static List<String> gitLog(Path repository) {
        return List.of("git", "--git-dir=" + repository, "log", "--no-merges", "--raw", "--numstat", "-M", "HEAD");
    }

    /** @param what "origins" or "plain" */
    static List<String> mining(Path repository, int threads, String what) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx640m",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                "-cp",
                System.getProperty("java.class.path"),
                MineOnce.class.getName(),
                repository.toString(),
                String.valueOf(threads),
                what);
    }

    private static void print(
            String repository, int rounds, int missing, List<Timed> git, List<Timed> ours, List<Timed> origins) {
        String mined = ours.get(0).output().strip();
        System.out.printf(Locale.ROOT, "%s: %s; %d missing blobs; median of %d%n", repository, mined, missing, rounds);
        System.out.printf(Locale.ROOT, "%-8s %9s %9s%n", "", "wall s", "CPU s");
        double gitWall = median(git, Timed::wall);
        double gitCpu = median(git, Timed::cpu);
        double wall = median(ours, Timed::wall);
        double cpu = median(ours, Timed::cpu);
        System.out.printf(Locale.ROOT, "%-8s %9.2f %9.2f%n", "git log", gitWall, gitCpu);
        System.out.printf(Locale.ROOT, "%-8s %9.2f %9.2f   %d threads%n", "mining", wall, cpu, THREADS);
        System.out.printf(
                Locale.ROOT, "%-8s %9.2f %9.2f   goal 1.00 and 1.70%n", "ratio", wall / gitWall, cpu / gitCpu);
        double originsWall = median(origins, Timed::wall);
        double originsCpu = median(origins, Timed::cpu);
        System.out.printf(
                Locale.ROOT,
                "%-8s %9.2f %9.2f   %s%n",
                "origins",
                originsWall,
                originsCpu,
                origins.get(0).output().strip());
        System.out.printf(
                Locale.ROOT,
                "%-8s %9.2f %9.2f   goal 1.50 of the wall time%n",
                "ratio",
                originsWall / gitWall,
                originsCpu / gitCpu);
    }

    private static double median(List<Timed> runs, ToDoubleFunction<Timed> value) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
