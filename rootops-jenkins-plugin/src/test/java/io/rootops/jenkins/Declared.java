package io.rootops.jenkins;

import io.rootops.jenkins.JenkinsFacts.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The fields and methods of a class. */
final class Declared extends ClassVisitor {

    private static final Map<Integer, String> MODIFIERS = new LinkedHashMap<>(Map.of(
            Opcodes.ACC_PUBLIC, "public",
            Opcodes.ACC_PROTECTED, "protected",
            Opcodes.ACC_PRIVATE, "private",
            Opcodes.ACC_STATIC, "static",
            Opcodes.ACC_FINAL, "final",
            Opcodes.ACC_ABSTRACT, "abstract"));

    final List<Member> methods = new ArrayList<>();
    private final List<Member> fields = new ArrayList<>();

    private Declared() {
        super(Opcodes.ASM9);
    }

    static Declared of(ClassReader read) {
        Declared declared = new Declared();
        read.accept(declared, ClassReader.SKIP_CODE);
        return declared;
    }

    static Set<String> modifiers(int access) {
        Set<String> found = new LinkedHashSet<>();
        MODIFIERS.forEach((bit, word) -> {
            if ((access & bit) != 0) {
                found.add(word);
            }
        });
        return found;
    }

    /** Unchecked ones are told by some versions of a class and not by others, and bind nobody. */
    static Set<String> checked(Set<String> exceptions) {
        Set<String> checked = new LinkedHashSet<>(exceptions);
        checked.removeIf(it -> !it.equals("java/io/IOException") && !it.equals("java/lang/InterruptedException"));
        return checked;
    }

    Stream<Member> visible() {
        return Stream.concat(methods.stream(), fields.stream()).filter(it -> it.is("public") || it.is("protected"));
    }

    boolean has(String name, String descriptor) {
        return Stream.concat(methods.stream(), fields.stream())
                .anyMatch(it -> it.name().equals(name) && it.descriptor().equals(descriptor));
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, String signature, Object value) {
        fields.add(new Member(name, descriptor, modifiers(access), Set.of()));
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        methods.add(new Member(
                name,
                descriptor,
                modifiers(access),
                exceptions == null ? Set.of() : new LinkedHashSet<>(List.of(exceptions))));
        return null;
    }
}
