package io.rootops.core.pattern;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What paths in lower case speak of, as far as the features of a commit do not tell. */
final class ChangePaths {
    private static final Set<String> DEPENDENCIES = Set.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "libs.versions.toml",
            "ivy.xml",
            "build.sbt",
            "package.json",
            "package-lock.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "go.mod",
            "go.sum",
            "cargo.toml",
            "cargo.lock",
            "gemfile",
            "gemfile.lock",
            "pyproject.toml",
            "setup.py",
            "pipfile",
            "pipfile.lock",
            "poetry.lock",
            "composer.json",
            "composer.lock",
            "packages.config");

    private static final Set<String> INTEGRATION =
            Set.of("jenkinsfile", ".travis.yml", ".gitlab-ci.yml", "azure-pipelines.yml", "appveyor.yml", ".drone.yml");

    private static final Set<String> INFRASTRUCTURE_PARTS =
            Set.of("k8s", "kubernetes", "helm", "charts", "terraform", "ansible");

    private ChangePaths() {}

    /** As the questions below need it. */
    static String plain(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    static boolean dependencies(String path) {
        String name = name(path);
        return DEPENDENCIES.contains(name) || name.startsWith("requirements") && name.endsWith(".txt");
    }

    static boolean integration(String path) {
        return INTEGRATION.contains(name(path))
                || path.startsWith(".github/workflows/")
                || path.startsWith(".circleci/")
                || path.startsWith(".buildkite/");
    }

    static boolean infrastructure(String path) {
        String name = name(path);
        return name.startsWith("dockerfile")
                || name.endsWith(".dockerfile")
                || name.endsWith(".tf")
                || (name.startsWith("docker-compose") || name.startsWith("compose."))
                        && (name.endsWith(".yml") || name.endsWith(".yaml"))
                || Arrays.stream(path.split("/", -1)).anyMatch(INFRASTRUCTURE_PARTS::contains);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
