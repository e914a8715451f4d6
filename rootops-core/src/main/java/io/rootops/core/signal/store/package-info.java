/** Asking stores of signals over HTTP: who answers, how long we wait, how much we take, and what their refusals mean. */
@NullMarked
package io.rootops.core.signal.store;

import org.jspecify.annotations.NullMarked;
