package io.rootops.core.signal.declaration;

import io.rootops.core.signal.origin.Declaration;
import io.rootops.core.signal.origin.KnownRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads <a href="https://github.com/compose-spec/compose-spec/blob/main/05-services.md">compose files</a> and manifests of
 * Kubernetes. What is neither, or no YAML, as templates are before they are filled, declares nothing. Files are hostile: they
 * make no objects, and what they refer to again is not copied.
 */
public final class DeclaredServices {
    /** Of a file; longer ones are mostly generated. */
    private static final int MOST_CHARACTERS = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DeclaredServices.class);
    private static final int MOST_ALIASES = 50;
    private static final int DEEPEST = 50;
    private static final int MOST_OF_A_FILE = 500;

    private static final Pattern YAML = Pattern.compile("(?:.*/)?[^/]+\\.ya?ml");
    /** As tools of developers and of forges are. */
    private static final Pattern HIDDEN = Pattern.compile("(?:^|/)\\.");

    private static final Pattern COMPOSE = Pattern.compile("(?:.*/)?(?:docker-)?compose[^/]*\\.ya?ml");
    private static final Pattern WORKLOAD =
            Pattern.compile("(?m)^[ \\t-]*[\"']?kind[\"']?:\\s*[\"']?(?:Deployment|StatefulSet|DaemonSet)\\b");

    private DeclaredServices() {}

    /** Whether a file of this path may declare services of its repository. */
    public static boolean mayBeIn(String file) {
        return YAML.matcher(file).matches() && !HIDDEN.matcher(file).find() && KnownRepository.builds(file);
    }

    /** What a file declares, in its order. */
    public static List<Declaration> of(String file, String text) {
        boolean compose = COMPOSE.matcher(file).matches();
        List<Declaration> found = new ArrayList<>();
        if (text.length() > MOST_CHARACTERS
                || !compose && !WORKLOAD.matcher(text).find()) {
            return found;
        }
        try {
            for (Object document : yaml().loadAll(text)) {
                Map<?, ?> fields = Fields.map(document);
                found.addAll(compose ? ComposeFile.services(file, fields) : Manifest.services(file, fields));
                if (found.size() >= MOST_OF_A_FILE) {
                    return found.subList(0, MOST_OF_A_FILE);
                }
            }
        } catch (RuntimeException e) {
            // Beside its own exceptions the reader lets some of Java's through. What came before stands.
            LOG.debug("{} is no YAML from somewhere on: {}", file, e.getMessage());
        }
        return found;
    }

    /** One that takes each value as text, so that none is turned into a date or a number. */
    private static Yaml yaml() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MOST_CHARACTERS);
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setAllowRecursiveKeys(false);
        DumperOptions none = new DumperOptions();
        return new Yaml(new SafeConstructor(limits), new Representer(none), none, limits, new Resolver() {
            @Override
            protected void addImplicitResolvers() {
                // None: everything is text.
            }
        });
    }
}
