@NullMarked
package io.rootops.app.web;

import org.jspecify.annotations.NullMarked;
