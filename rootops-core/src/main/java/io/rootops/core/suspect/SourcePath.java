package io.rootops.core.suspect;

import java.util.Locale;
import java.util.Set;

/** What the path of a file tells of it. */
public final class SourcePath {
    private static final Set<String> SOURCE = Set.of(
            "java", "kt", "kts", "scala", "groovy", "py", "js", "mjs", "cjs", "ts", "tsx", "jsx", "vue", "c", "cc",
            "cpp", "h", "hpp", "go", "rs", "rb", "php", "cs", "swift", "m", "ex", "exs", "clj", "pl", "lua");
    private static final Set<String> CONFIGURATION = Set.of(
            "yml",
            "yaml",
            "properties",
            "xml",
            "conf",
            "json",
            "toml",
            "ini",
            "cfg",
            "sh",
            "bash",
            "bat",
            "ps1",
            "sql",
            "gradle",
            "tf",
            "j2",
            "jsp",
            "jspx",
            "html",
            "hbs",
            "css",
            "less",
            "proto",
            "thrift",
            "env");

    private SourcePath() {}

    /** Whether "test" stands anywhere in it. */
    static boolean test(String path) {
        return path.toLowerCase(Locale.ROOT).contains("test");
    }

    /**
     * Whether a folder or the name speaks of tests by a whole word: {@code tests/cart.py} and {@code CartTest} do,
     * {@code attestation} does not.
     */
    static boolean saysTest(String path) {
        return Terms.parts(path).stream().anyMatch(it -> it.equalsIgnoreCase("test") || it.equalsIgnoreCase("tests"));
    }

    /** Whether it is written in a programming language. */
    static boolean source(String path) {
        return SOURCE.contains(ending(path));
    }

    /** Whether it is source, configuration or a script: what can break a program. */
    static boolean works(String path) {
        String ending = ending(path);
        return SOURCE.contains(ending) || CONFIGURATION.contains(ending);
    }

    /** Name without folders. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Name without folders and without what stands behind its last dot. */
    public static String baseName(String path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The class or file under test, by the name of its test: without {@code Test} and its like; the same where none stands. */
    static String underTest(String name) {
        for (String affix :
                new String[] {"TestCase", "Tests", "Test", "Spec", "IT", "_test", "_spec", ".test", ".spec"}) {
            if (name.length() > affix.length() && name.endsWith(affix)) {
                return name.substring(0, name.length() - affix.length());
            }
        }
        for (String affix : new String[] {"Test", "test_"}) {
            if (name.length() > affix.length() && name.startsWith(affix)) {
                return name.substring(affix.length());
            }
        }
        return name;
    }

    private static String ending(String path) {
        String name = name(path);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
