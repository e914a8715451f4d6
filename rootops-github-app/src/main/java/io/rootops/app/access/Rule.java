package io.rootops.app.access;

import io.rootops.core.access.Scope;

/**
 * What a route asks of who comes.
 *
 * @param reading needed for GET, HEAD and OPTIONS
 * @param writing needed for every other method
 */
record Rule(Door door, Scope reading, Scope writing) {

    /** How a route is guarded. */
    enum Door {
        /** By itself: senders prove who they are in a way of their own. */
        OWN_PROOF,
        /** Not at all: probes and files that every RootOps has. */
        PUBLIC,
        /** Not against who reads; what is sent must come from our own pages. */
        SIGN_IN,
        /** By the scopes. */
        GUARDED,
        /** By the scopes, also where reading is open: nobody thought about it yet. */
        UNLISTED
    }

    static Rule of(Door door) {
        return new Rule(door, Scope.ADMIN, Scope.ADMIN);
    }

    static Rule scopes(Scope reading, Scope writing) {
        return new Rule(Door.GUARDED, reading, writing);
    }

    Scope needed(boolean reads) {
        return reads ? reading : writing;
    }
}
