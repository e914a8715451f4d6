package io.rootops.jenkins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/** The compiled classes that lie where one of them does, in a directory or in a jar, by their names in the bytecode. */
final class ClassFiles {

    private ClassFiles() {}

    static Map<String, ClassReader> beside(Class<?> one) {
        try {
            Path place = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return below(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return below(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, ClassReader> below(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(it -> it.toString().endsWith(".class"))
                    .filter(it -> !it.endsWith("module-info.class") && !it.endsWith("package-info.class"))
                    .toList();
        }
        Map<String, ClassReader> classes = new TreeMap<>();
        for (Path file : files) {
            ClassReader read = new ClassReader(Files.readAllBytes(file));
            classes.put(read.getClassName(), read);
        }
        return classes;
    }
}
