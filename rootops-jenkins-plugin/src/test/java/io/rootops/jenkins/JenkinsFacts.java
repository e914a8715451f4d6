package io.rootops.jenkins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a real Jenkins has, as `javap -s -protected` told of Jenkins 2.568.2: the judge of the stubs and of the plugin. */
final class JenkinsFacts {

    /** Names are of the bytecode, such as {@code hudson/model/Run}. */
    record Type(String name, Set<String> modifiers, boolean isInterface, List<String> parents, List<Member> members) {

        Optional<Member> declared(String member, String descriptor) {
            return members.stream()
                    .filter(it -> it.name.equals(member) && it.descriptor.equals(descriptor))
                    .findFirst();
        }
    }

    /** A field, or a method; a constructor is called {@code <init>}. */
    record Member(String name, String descriptor, Set<String> modifiers, Set<String> exceptions) {

        boolean is(String modifier) {
            return modifiers.contains(modifier);
        }
    }

    private final Map<String, Type> types;
    private final String text;

    private JenkinsFacts(Map<String, Type> types, String text) {
        this.types = types;
        this.text = text;
    }

    static JenkinsFacts read() {
        try (InputStream in = JenkinsFacts.class.getResourceAsStream("api-surface.txt")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JenkinsFacts parse(String text) {
        Map<String, Type> types = new LinkedHashMap<>();
        @Nullable Type type = null;
        String member = "";
        for (String line : text.lines().toList()) {
            if (line.endsWith("{") && !line.startsWith(" ")) {
                type = header(line.substring(0, line.length() - 1).strip());
                types.put(type.name, type);
            } else if (line.startsWith("    descriptor: ") && type != null) {
                type.members.add(member(member, line.strip().substring("descriptor: ".length()), type));
            } else {
                member = line.strip();
            }
        }
        return new JenkinsFacts(types, text);
    }

    private static Type header(String line) {
        String bare = withoutGenerics(line);
        int kind = bare.contains(" interface ") ? bare.indexOf(" interface ") : bare.indexOf(" class ");
        boolean isInterface = bare.startsWith(" interface ", kind);
        Set<String> modifiers = words(bare.substring(0, kind));
        String[] rest = bare.substring(kind + (isInterface ? " interface ".length() : " class ".length()))
                .split(" (extends|implements) |, ?");
        List<String> names =
                Stream.of(rest).map(it -> it.strip().replace('.', '/')).toList();
        return new Type(
                names.get(0), modifiers, isInterface, List.copyOf(names.subList(1, names.size())), new ArrayList<>());
    }

    private static Member member(String line, String descriptor, Type type) {
        String bare = withoutGenerics(line);
        String[] parts = bare.split(" throws ");
        int end = parts[0].indexOf('(') < 0 ? parts[0].indexOf(';') : parts[0].indexOf('(');
        String head = parts[0].substring(0, end).strip();
        String name = head.substring(head.lastIndexOf(' ') + 1);
        boolean constructor = name.replace('.', '/').equals(type.name);
        Set<String> exceptions = new LinkedHashSet<>();
        if (parts.length > 1) {
            Stream.of(parts[1].replace(";", "").split(","))
                    .forEach(it -> exceptions.add(it.strip().replace('.', '/')));
        }
        return new Member(constructor ? "<init>" : name, descriptor, words(head), exceptions);
    }

    private static Set<String> words(String text) {
        return new LinkedHashSet<>(Arrays.asList(text.strip().split(" ")));
    }

    private static String withoutGenerics(String line) {
        StringBuilder bare = new StringBuilder();
        int depth = 0;
        for (char c : line.toCharArray()) {
            if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth--;
            } else if (depth == 0) {
                bare.append(c);
            }
        }
        return bare.toString().replaceAll(" +", " ");
    }

    Optional<Type> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** Whether Jenkins has such a type, though perhaps nothing is known of what is in it. */
    boolean mentions(String name) {
        return types.containsKey(name) || text.contains(name.replace('/', '.')) || text.contains("L" + name + ";");
    }

    /** The type itself, then all that is known above it, classes before interfaces. */
    List<Type> ancestry(String name) {
        Set<Type> found = new LinkedHashSet<>();
        climb(name, found);
        return List.copyOf(found);
    }

    private void climb(String name, Set<Type> found) {
        Type type = types.get(name);
        if (type != null && found.add(type)) {
            type.parents.forEach(it -> climb(it, found));
        }
    }

    Optional<Member> member(String owner, String name, String descriptor) {
        return ancestry(owner).stream()
                .filter(it -> !name.equals("<init>") || it.name.equals(owner))
                .flatMap(it -> it.declared(name, descriptor).stream())
                .findFirst();
    }
}
