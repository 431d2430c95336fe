package io.sealpost.e2e;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all tests the same {@link World}: started for the first, healed after each, ended after the last. */
final class SharedWorld implements ParameterResolver, AfterEachCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public World resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return world(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        world(context).heal();
    }

    private static World world(ExtensionContext context) {
        Store store = context.getRoot().getStore(Namespace.create(SharedWorld.class));
        return store.computeIfAbsent(World.class, key -> World.start(), World.class);
    }
}
