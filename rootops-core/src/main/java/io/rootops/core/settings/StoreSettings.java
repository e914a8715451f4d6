package io.rootops.core.settings;

import io.rootops.core.signal.store.StoreAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one store: its address, and how it lets us in. */
final class StoreSettings {
    private final String prefix;
    private final Setting url;
    private final Function<Setting, @Nullable String> set;
    private final List<String> problems;

    /**
     * @param url whose name ends in {@code _URL}; the others begin as it does
     * @param set what a setting is set to
     * @param problems told what is wrong
     */
    StoreSettings(Setting url, Function<Setting, @Nullable String> set, List<String> problems) {
        this.prefix = url.name().replaceFirst("URL$", "");
        this.url = url;
        this.set = set;
        this.problems = problems;
    }

    /** @param example of an address */
    StoreSetting read(String example) {
        String text = set.apply(url);
        if (text == null || text.equalsIgnoreCase("none")) {
            List.of("USERNAME", "PASSWORD", "TOKEN", "TENANT").forEach(this::refuseAlone);
            return text == null ? StoreSetting.USUAL : StoreSetting.NONE;
        }
        URI base = SettingsReader.address(text);
        if (base == null || base.getRawFragment() != null) {
            problems.add(url.name() + "='" + SettingsReader.shown(text) + "': expected an address such as " + example
                    + ", without user and password, which have their own settings; or none");
            return StoreSetting.USUAL;
        }
        return new StoreSetting(address(base), false);
    }

    private @Nullable StoreAddress address(URI base) {
        String user = value("USERNAME");
        String password = value("PASSWORD");
        String token = value("TOKEN");
        if (password != null && user == null) {
            problems.add(prefix + "USERNAME: expected beside " + prefix + "PASSWORD");
        }
        if (token != null && user != null) {
            problems.add(prefix + "TOKEN: expected without " + prefix + "USERNAME; one of them lets RootOps in");
        }
        try {
            return new StoreAddress(base, user, password, token, value("TENANT"));
        } catch (IllegalArgumentException e) {
            problems.add(url.name() + " and what stands beside it: " + e.getMessage()); // names no value
            return null;
        }
    }

    private void refuseAlone(String what) {
        if (value(what) != null) {
            problems.add(url.name() + ": expected beside " + prefix + what + ", which is sent to a named address only");
        }
    }

    private @Nullable String value(String what) {
        return set.apply(Setting.valueOf(prefix + what));
    }
}
