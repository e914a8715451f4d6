package io.rootops.core.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a migration takes something away from a release that still runs on the tables of before, or refuses what it
 * writes. Tables that the same migration makes are not known to that release, and do not count.
 */
final class Contractions {
    private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\S+)");
    private static final Pattern ALTERED =
            Pattern.compile("alter table (?:if exists )?(?:only )?(\\S+) (.*)", Pattern.DOTALL);
    private static final Pattern UNIQUE_INDEX = Pattern.compile("create unique index .* on (?:only )?([^\\s(]+).*");
    private static final Pattern DROPPED = Pattern.compile("drop (?:table|view|materialized|sequence|type|function).*");

    private static final List<Pattern> CLAUSES = List.of(
            Pattern.compile("drop (?!constraint).*"),
            Pattern.compile("rename .*"),
            Pattern.compile("set schema .*"),
            Pattern.compile("alter (?:column )?\\S+ (?:set data )?type .*"),
            Pattern.compile(
                    "alter (?:column )?\\S+ (?:set not null|drop default|drop identity|drop expression|add .*)"),
            // What the old release does not name in its inserts.
            Pattern.compile("add (?:column )?(?!constraint|check|unique|primary|foreign|exclude)(?=.*\\bnot null)"
                    + "(?!.*\\bdefault\\b)(?!.*\\bgenerated\\b).*"),
            Pattern.compile(
                    "add (?:column )?(?!constraint|check|unique|primary|foreign|exclude)(?=.*\\b(?:unique|primary key)\\b)"
                            + "(?=.*\\bdefault\\b).*"),
            Pattern.compile("add (?:constraint|check|unique|primary key|foreign key|exclude).*"));

    private Contractions() {}

    /** The statements and clauses of a migration that contract. */
    static List<String> of(String sql) {
        List<String> found = new ArrayList<>();
        Set<String> created = new TreeSet<>();
        for (String statement : statements(sql)) {
            Matcher create = CREATED.matcher(statement);
            Matcher alter = ALTERED.matcher(statement);
            Matcher index = UNIQUE_INDEX.matcher(statement);
            if (create.lookingAt()) {
                created.add(create.group(1));
            } else if (alter.matches() && !created.contains(alter.group(1))) {
                clauses(alter.group(2)).stream()
                        .filter(clause -> CLAUSES.stream()
                                .anyMatch(it -> it.matcher(clause).matches()))
                        .forEach(it -> found.add(alter.group(1) + ": " + it));
            } else if (DROPPED.matcher(statement).matches() || index.matches() && !created.contains(index.group(1))) {
                found.add(statement);
            }
        }
        return found;
    }

    private static List<String> statements(String sql) {
        String plain = sql.replaceAll("--[^\n]*", " ").toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return List.of(plain.split(";")).stream()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /** Between commas that stand in no brackets. */
    private static List<String> clauses(String text) {
        List<String> clauses = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char at = i == text.length() ? ',' : text.charAt(i);
            depth += at == '(' ? 1 : at == ')' ? -1 : 0;
            if (at == ',' && depth == 0) {
                clauses.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        return clauses;
    }
}
