package io.rootops.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.jenkins.JenkinsFacts.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** The plugin is compiled against stubs: whether it runs in a Jenkins is decided here, against the facts of a real one. */
class LinkageTest {

    private static final JenkinsFacts FACTS = JenkinsFacts.read();
    private static final Map<String, ClassReader> PLUGIN = ClassFiles.beside(RootOpsBuildAction.class);
    private static final Map<String, ClassReader> STUBS = ClassFiles.beside(hudson.model.Run.class);

    @Test
    void whatThePluginUsesIsInJenkinsAsItIsUsed() {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Map.Entry<String, ClassReader> it : PLUGIN.entrySet()) {
            References references = References.of(it.getValue());
            references.types.stream()
                    .filter(LinkageTest::isOfJenkins)
                    .filter(type -> !FACTS.mentions(type))
                    .forEach(type -> wrong.add(it.getKey() + " names " + type));
            for (References.Use use : references.uses) {
                String owner = ownerInJenkins(use);
                if (owner != null) {
                    checked++;
                    fault(use, owner).ifPresent(fault -> wrong.add(it.getKey() + " uses " + use + ": " + fault));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(checked).isGreaterThan(30);
    }

    @Test
    void whatThePluginOverridesIsThereAndMayBeOverridden() {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, ClassReader> it : PLUGIN.entrySet()) {
            Declared declared = Declared.of(it.getValue());
            Set<String> above = parentsInJenkins(it.getKey());
            for (Member method : declared.methods) {
                if (method.is("private") || method.is("static") || method.name().startsWith("<")) {
                    continue;
                }
                boolean inStub = above.stream().anyMatch(type -> declaredAboveInStubs(type, method));
                List<Member> real = above.stream()
                        .flatMap(type -> FACTS.ancestry(type).stream())
                        .flatMap(type -> type.declared(method.name(), method.descriptor()).stream())
                        .toList();
                if (inStub && real.isEmpty()) {
                    wrong.add(it.getKey() + "." + method + " overrides what only a stub has");
                }
                if (real.stream().anyMatch(member -> member.is("final") || member.is("static"))) {
                    wrong.add(it.getKey() + "." + method + " overrides what cannot be");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothingAbstractIsLeftOpen() {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, ClassReader> it : PLUGIN.entrySet()) {
            if ((it.getValue().getAccess() & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) != 0) {
                continue;
            }
            Set<String> closed = new LinkedHashSet<>();
            for (String own = it.getKey();
                    PLUGIN.containsKey(own);
                    own = PLUGIN.get(own).getSuperName()) {
                Declared.of(PLUGIN.get(own)).methods.forEach(method -> closed.add(method.name() + method.descriptor()));
            }
            List<JenkinsFacts.Type> above = parentsInJenkins(it.getKey()).stream()
                    .flatMap(type -> FACTS.ancestry(type).stream())
                    .toList();
            above.stream()
                    .flatMap(type -> type.members().stream())
                    .filter(member -> !member.is("abstract"))
                    .forEach(member -> closed.add(member.name() + member.descriptor()));
            above.stream()
                    .flatMap(type -> type.members().stream())
                    .filter(member -> member.is("abstract"))
                    .filter(member -> !closed.contains(member.name() + member.descriptor()))
                    .forEach(member -> wrong.add(it.getKey() + " leaves open " + member));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theStubsSayNothingThatJenkinsDoesNot() {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, ClassReader> it : STUBS.entrySet()) {
            if (!it.getKey().matches(".*\\$\\d+")) {
                compare(it.getKey(), it.getValue(), wrong);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(STUBS).hasSizeGreaterThan(40);
    }

    private static void compare(String name, ClassReader stub, List<String> wrong) {
        Declared declared = Declared.of(stub);
        JenkinsFacts.Type real = FACTS.type(name).orElse(null);
        if (real == null) {
            // Only mentioned by others: a name to compile against, and nothing in it.
            if (!FACTS.mentions(name) && !FACTS.mentions(name.replace('$', '.'))) {
                wrong.add(name + " is not in Jenkins");
            }
            declared.visible()
                    .filter(member -> !(member.name() + member.descriptor()).equals("<init>()V"))
                    .forEach(member -> wrong.add(name + "." + member + ": nothing is known of it"));
            return;
        }
        boolean isInterface = (stub.getAccess() & Opcodes.ACC_INTERFACE) != 0;
        if (isInterface != real.isInterface()) {
            wrong.add(name + " is an interface in one of the two only");
        }
        if (!isInterface) {
            for (String modifier : List.of("abstract", "final")) {
                if (Declared.modifiers(stub.getAccess()).contains(modifier)
                        != real.modifiers().contains(modifier)) {
                    wrong.add(name + " is " + modifier + " in one of the two only");
                }
            }
        }
        List<String> parents = new ArrayList<>(List.of(stub.getInterfaces()));
        parents.add(stub.getSuperName());
        Set<String> known = new LinkedHashSet<>(real.parents());
        FACTS.ancestry(name).forEach(type -> known.addAll(type.parents()));
        parents.stream()
                .filter(parent -> !parent.equals("java/lang/Object") && !known.contains(parent))
                .forEach(parent -> wrong.add(name + " is no " + parent));
        declared.visible().forEach(member -> {
            Member fact = real.declared(member.name(), member.descriptor()).orElse(null);
            if (fact == null) {
                wrong.add(name + " has no " + member);
                return;
            }
            for (String modifier : List.of("public", "protected", "static", "final", "abstract")) {
                if (member.is(modifier) != fact.is(modifier)) {
                    wrong.add(name + "." + member + ": " + modifier + " in one of the two only");
                }
            }
            if (!Declared.checked(member.exceptions()).equals(Declared.checked(fact.exceptions()))) {
                wrong.add(name + "." + member + " throws something else than " + fact.exceptions());
            }
        });
    }

    private static boolean isOfJenkins(String type) {
        return type.startsWith("hudson/")
                || type.startsWith("jenkins/")
                || type.startsWith("org/kohsuke/")
                || type.startsWith("org/jenkinsci/");
    }

    /** The type of Jenkins that a use leads to; null: it leads to something of the plugin or of Java. */
    private static @Nullable String ownerInJenkins(References.Use use) {
        String owner = use.owner();
        for (ClassReader own = PLUGIN.get(owner); own != null; own = PLUGIN.get(owner)) {
            if (use.name().equals("<init>") || Declared.of(own).has(use.name(), use.descriptor())) {
                return null;
            }
            owner = own.getSuperName();
        }
        return isOfJenkins(owner) ? owner : null;
    }

    private static Optional<String> fault(References.Use use, String owner) {
        JenkinsFacts.Type type = FACTS.type(owner).orElse(null);
        if (type == null) {
            return Optional.of("nothing is known of " + owner);
        }
        Member member = FACTS.member(owner, use.name(), use.descriptor()).orElse(null);
        if (member == null) {
            boolean ofJava = FACTS.ancestry(owner).stream()
                    .flatMap(it -> it.parents().stream())
                    .filter(it -> it.startsWith("java/"))
                    .anyMatch(it -> Declared.of(read(it)).has(use.name(), use.descriptor()));
            return ofJava ? Optional.empty() : Optional.of("not there");
        }
        if (member.is("static") != use.isStatic()) {
            return Optional.of("static in one of the two only");
        }
        if (!use.isField() && use.owner().equals(owner) && type.isInterface() != use.onInterface()) {
            return Optional.of("an interface in one of the two only");
        }
        return Optional.empty();
    }

    private static ClassReader read(String name) {
        try {
            return new ClassReader(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> parentsInJenkins(String name) {
        Set<String> found = new LinkedHashSet<>();
        ClassReader read = PLUGIN.get(name);
        if (read == null) {
            if (isOfJenkins(name)) {
                found.add(name);
            }
            return found;
        }
        found.addAll(parentsInJenkins(read.getSuperName()));
        for (String parent : read.getInterfaces()) {
            found.addAll(parentsInJenkins(parent));
        }
        return found;
    }

    private static boolean declaredAboveInStubs(String type, Member method) {
        ClassReader stub = STUBS.get(type);
        if (stub == null) {
            return false;
        }
        List<String> parents = new ArrayList<>(List.of(stub.getInterfaces()));
        parents.add(stub.getSuperName());
        return Declared.of(stub).has(method.name(), method.descriptor())
                || parents.stream().anyMatch(parent -> declaredAboveInStubs(parent, method));
    }
}
