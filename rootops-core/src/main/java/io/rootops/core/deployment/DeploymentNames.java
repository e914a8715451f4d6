package io.rootops.core.deployment;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What names say of deploying. */
public final class DeploymentNames {
    private static final Pattern WORKFLOW = Pattern.compile("deploy|release|publish", Pattern.CASE_INSENSITIVE);
    private static final Pattern VERSION = Pattern.compile("v?[0-9]{1,9}\\.[0-9]{1,9}(\\.[0-9]{1,9})?");

    private DeploymentNames() {}

    /**
     * Whether a workflow deploys.
     *
     * @param name as people see it; null: none
     * @param path of its file in the repository; null: unknown
     */
    public static boolean deploys(@Nullable String name, @Nullable String path) {
        // GitHub's own, of its pages; it is called a deployment whatever the repository deploys.
        boolean pages = path != null && path.startsWith("dynamic/pages/");
        return !pages && (speaks(name) || speaks(path));
    }

    /** Whether a tag is a version, such as v1.2 or 1.2.3; what comes before a release, as v1.2-rc1, is none. */
    public static boolean version(String tag) {
        return VERSION.matcher(tag).matches();
    }

    private static boolean speaks(@Nullable String text) {
        return text != null && WORKFLOW.matcher(text).find();
    }
}
