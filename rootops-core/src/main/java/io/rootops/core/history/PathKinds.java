package io.rootops.core.history;

import java.util.Locale;
import java.util.Set;

/** What kinds of file a path speaks of; a path may be of several. */
final class PathKinds {
    private static final int TEST = 1;
    private static final int BUILD = 2;
    private static final int MIGRATION = 4;
    private static final int CONFIGURATION = 8;
    private static final int DOCUMENTATION = 16;
    private static final int CODE = 32;
    private static final int PEOPLE = 64;

    private static final Set<String> TEST_PARTS = Set.of("test", "tests", "it", "spec", "testing");
    private static final Set<String> TEST_NAME_ENDINGS = Set.of("java", "scala", "groovy", "py", "kt");
    private static final Set<String> TEST_SUFFIX_ENDINGS = Set.of("java", "scala", "groovy", "kt", "js", "ts", "py");
    private static final Set<String> BUILD_NAMES = Set.of(
            "pom.xml",
            "build.gradle",
            "build.xml",
            "settings.gradle",
            "gradle.properties",
            "package.json",
            "dockerfile",
            "makefile",
            "ivy.xml",
            "package-lock.json",
            "yarn.lock");
    private static final Set<String> PEOPLE_NAMES =
            Set.of("author", "contributor", "maintainer", "codeowners", "credits", "thanks");
    private static final Set<String> CONFIGURATION_ENDINGS =
            Set.of("yml", "yaml", "properties", "xml", "conf", "json", "toml", "ini", "cfg");
    private static final Set<String> DOCUMENTATION_ENDINGS = Set.of("md", "txt", "adoc", "html", "rst", "htm");
    private static final Set<String> CODE_ENDINGS = Set.of(
            "java", "scala", "kt", "kts", "groovy", "py", "js", "mjs", "cjs", "ts", "tsx", "jsx", "c", "cc", "cpp", "h",
            "hpp", "go", "rs", "rb", "rake", "php", "cs", "swift", "m", "sh", "bash");

    private final int kinds;

    private PathKinds(int kinds) {
        this.kinds = kinds;
    }

    static PathKinds of(String anyCase) {
        String path = anyCase.toLowerCase(Locale.ROOT);
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1);
        int kinds = 0;
        if (test(path, name, ending, dot)) {
            kinds |= TEST;
        }
        if (CODE_ENDINGS.contains(ending)) {
            kinds |= CODE;
        }
        if (PEOPLE_NAMES.stream().anyMatch(name::startsWith)) {
            kinds |= PEOPLE;
        }
        if (BUILD_NAMES.contains(name) || ending.equals("gradle")) {
            kinds |= BUILD;
        }
        if (path.contains("migrat")
                || path.contains("/schema")
                || path.contains("flyway")
                || path.contains("liquibase")
                || path.endsWith(".sql")
                || path.endsWith(".ddl")) {
            kinds |= MIGRATION;
        }
        if (CONFIGURATION_ENDINGS.contains(ending)) {
            kinds |= CONFIGURATION;
        }
        if (DOCUMENTATION_ENDINGS.contains(ending)) {
            kinds |= DOCUMENTATION;
        }
        return new PathKinds(kinds);
    }

    boolean test() {
        return has(TEST);
    }

    boolean build() {
        return has(BUILD);
    }

    boolean migration() {
        return has(MIGRATION);
    }

    boolean configuration() {
        return has(CONFIGURATION);
    }

    boolean documentation() {
        return has(DOCUMENTATION);
    }

    /** Written in a programming language, tests included. */
    boolean anyCode() {
        return has(CODE);
    }

    /** Written by people, in words: what is built, migrated, configured and documented; no list of people. */
    boolean words() {
        return has(BUILD | MIGRATION | CONFIGURATION | DOCUMENTATION) && !has(PEOPLE);
    }

    /** Code that is no test. */
    boolean code() {
        return has(CODE) && !has(TEST);
    }

    private boolean has(int kind) {
        return (kinds & kind) != 0;
    }

    private static boolean test(String path, String name, String ending, int dot) {
        int at = name.indexOf("test");
        if (at >= 0 && at < dot && TEST_NAME_ENDINGS.contains(ending)) {
            return true;
        }
        if (TEST_SUFFIX_ENDINGS.contains(ending)) {
            String stem = name.substring(0, dot);
            if (stem.endsWith("test") || stem.endsWith("tests") || stem.endsWith("spec") || stem.endsWith("it")) {
                return true;
            }
        }
        int from = 0;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            if (TEST_PARTS.contains(path.substring(from, to))) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }
}
