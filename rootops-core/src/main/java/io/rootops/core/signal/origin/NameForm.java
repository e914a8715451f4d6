package io.rootops.core.signal.origin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Forms of names by which the same thing is found under two names. */
final class NameForm {
    /** That something is a service, or where it runs: no part of what it is called. */
    private static final Set<String> AFFIXES = Set.of(
            "service",
            "services",
            "svc",
            "app",
            "application",
            "api",
            "server",
            "prod",
            "production",
            "prd",
            "live",
            "staging",
            "stage",
            "stg",
            "preprod",
            "test",
            "qa",
            "uat",
            "dev",
            "development",
            "local");

    private NameForm() {}

    /** Without case and what separates words. */
    static String exact(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_. /]+", "");
    }

    /**
     * The same without the words before and after that name no thing; one word at least is left.
     *
     * @param environment whose words name none either; empty: none
     */
    static String similar(String name, String environment) {
        List<String> words = new ArrayList<>(words(name));
        Set<String> where = Set.copyOf(words(environment));
        while (words.size() > 1 && affix(words.get(words.size() - 1), where)) {
            words.remove(words.size() - 1);
        }
        while (words.size() > 1 && affix(words.get(0), where)) {
            words.remove(0);
        }
        return String.join("", words);
    }

    private static boolean affix(String word, Set<String> where) {
        return AFFIXES.contains(word) || where.contains(word);
    }

    private static List<String> words(String name) {
        String separated = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return Arrays.stream(separated.split("[-_. /]+"))
                .filter(it -> !it.isEmpty())
                .toList();
    }
}
