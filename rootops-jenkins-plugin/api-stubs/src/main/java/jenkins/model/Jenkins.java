package jenkins.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

public class Jenkins implements AccessControlled {
    public static final Permission ADMINISTER = permission();

    Jenkins() {}

    public static Jenkins get() throws IllegalStateException {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    public String getRootUrl() throws IllegalStateException {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    private static Permission permission() {
        return null;
    }
}
