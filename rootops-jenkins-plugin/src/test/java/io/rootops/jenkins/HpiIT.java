package io.rootops.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Extension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** What lies in the file that is installed. */
class HpiIT {

    private static final Path HPI = Path.of("target", "rootops.hpi");
    private static final int JAVA_17 = 61;

    private static Map<String, byte[]> files;
    private static Map<String, byte[]> classes;
    private static String jar;

    @BeforeAll
    static void open() throws IOException {
        files = unzip(Files.readAllBytes(HPI));
        jar = files.keySet().stream()
                .filter(it -> it.contains("rootops-jenkins-plugin"))
                .findFirst()
                .orElseThrow();
        classes = unzip(Objects.requireNonNull(files.get(jar)));
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return files;
    }

    @Test
    void holdsThePluginItsClientAndJacksonJrOnly() throws IOException {
        assertThat(files.keySet().stream().map(it -> it.replaceFirst("-\\d[\\d.]*\\.jar", ".jar")))
                .containsExactly(
                        "META-INF/MANIFEST.MF",
                        "WEB-INF/lib/jackson-core.jar",
                        "WEB-INF/lib/jackson-jr-objects.jar",
                        "WEB-INF/lib/rootops-client.jar",
                        "WEB-INF/lib/rootops-jenkins-plugin.jar",
                        "images/rootops.svg");
        assertThat(Files.size(HPI)).isLessThan(1_000_000);
    }

    @Test
    void bothManifestsNameThePlugin() throws IOException {
        for (byte[] manifest : List.of(files.get("META-INF/MANIFEST.MF"), classes.get("META-INF/MANIFEST.MF"))) {
            Attributes main = new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
            assertThat(main.getValue("Short-Name")).isEqualTo("rootops");
            assertThat(main.getValue("Plugin-Version")).isEqualTo(jar.replaceAll(".*-(\\d[\\d.]*)\\.jar", "$1"));
            assertThat(main.getValue("Jenkins-Version")).isEqualTo("2.479.3");
            assertThat(main.getValue("Hudson-Version")).isEqualTo("2.479.3");
            assertThat(main.getValue("Minimum-Java-Version")).isEqualTo("17");
            assertThat(main.getValue("Support-Dynamic-Loading")).isEqualTo("true");
            assertThat(main.getValue("Plugin-License-Name")).isEqualTo("Apache-2.0");
        }
    }

    @Test
    void noClassIsOfJenkinsOrTooNew() throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().endsWith(".jar")) {
                all.putAll(unzip(file.getValue()));
            }
        }
        all.keySet().removeIf(it -> !it.endsWith(".class") || it.startsWith("META-INF/versions/"));
        assertThat(all).hasSizeGreaterThan(50);
        assertThat(all.keySet())
                .noneMatch(it -> it.startsWith("hudson/") || it.startsWith("jenkins/") || it.startsWith("org/kohsuke/"))
                .noneMatch(it -> it.startsWith("org/jenkinsci/") || it.contains("servlet") || it.contains("jspecify"))
                .noneMatch(it -> it.startsWith("org/jooq") || it.contains("flyway") || it.contains("postgresql"));
        all.forEach((name, bytes) ->
                assertThat(new ClassReader(bytes).readUnsignedShort(6)).as(name).isLessThanOrEqualTo(JAVA_17));
    }

    @Test
    void itsIndexOfExtensionsIsComplete(@TempDir Path place) throws Exception {
        Path extracted = place.resolve("plugin.jar");
        Files.write(extracted, files.get(jar));
        List<String> indexed = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {extracted.toUri().toURL()}, OnlyStubs.of(getClass().getClassLoader()))) {
            for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, loader)) {
                indexed.add(item.className());
            }
        }
        assertThat(indexed).containsExactlyInAnyOrderElementsOf(annotated("Lhudson/Extension;"));
        assertThat(indexed).hasSize(7);
    }

    @Test
    void itsListOfSymbolsIsComplete() {
        String symbols = new String(
                classes.get("META-INF/services/annotations/" + Symbol.class.getName()), StandardCharsets.UTF_8);
        assertThat(symbols.lines()).containsExactlyInAnyOrderElementsOf(annotated("Lorg/jenkinsci/Symbol;"));
    }

    @Test
    void itSaysWhatItIs() {
        assertThat(new String(classes.get("index.jelly"), StandardCharsets.UTF_8))
                .contains("how risky the commits");
    }

    private static List<String> annotated(String annotation) {
        List<String> found = new ArrayList<>();
        classes.forEach((name, bytes) -> {
            if (name.endsWith(".class")) {
                new ClassReader(bytes)
                        .accept(
                                new ClassVisitor(Opcodes.ASM9) {
                                    @Override
                                    public @Nullable AnnotationVisitor visitAnnotation(
                                            String descriptor, boolean visible) {
                                        if (descriptor.equals(annotation) && visible) {
                                            found.add(name.substring(0, name.length() - ".class".length())
                                                    .replace('/', '.'));
                                        }
                                        return null;
                                    }
                                },
                                ClassReader.SKIP_CODE);
            }
        });
        return found;
    }

    /** The classes of the tests, without their resources: the index has to come from the jar. */
    private static final class OnlyStubs extends ClassLoader {

        private OnlyStubs(ClassLoader parent) {
            super(parent);
        }

        static ClassLoader of(ClassLoader parent) {
            return new OnlyStubs(parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) {
            return Collections.emptyEnumeration();
        }
    }
}
