package io.sealpost.settings;

import io.smallrye.config.ConfigMappingInterface.LeafProperty;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.common.utils.StringUtil;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * One setting.
 *
 * @param property the member of a mapping that takes it; for a list, what takes one of its elements
 * @param list whether its value is a list, separated by commas
 */
record KnownSetting(KnownName name, Property property, boolean list) {
    private static final Pattern FREE_PART = Pattern.compile("\\.\"?([^\"]*?)\"?$");

    boolean isRequired() {
        return property.getMethod().getReturnType() != Optional.class
                && !property.hasDefaultValue()
                && !name.pattern().contains("*");
    }

    String defaultValue() {
        return property.hasDefaultValue() ? property.getDefaultValue() : "";
    }

    String reader() {
        return (list ? "list of " : "")
                + converter().map(each -> each.getClass().getSimpleName()).orElse("");
    }

    /** Whether {@link #complaint} tells every wrong value. */
    boolean isJudged() {
        return converter().isPresent()
                || leaf().filter(LeafProperty::isLeaf)
                        .filter(KnownSetting::isText)
                        .isPresent();
    }

    /** What is wrong with a value of this setting, and what would be right; empty if it fits. */
    Optional<String> complaint(Given given) {
        return keyComplaint(given)
                .or(() -> converter()
                        .flatMap(converter -> elements(given).stream()
                                .flatMap(element -> complaint(converter, element).stream())
                                .findFirst()
                                .map(wrong -> given.written() + "=" + given.value() + " " + wrong)));
    }

    private Optional<String> keyComplaint(Given given) {
        if (!property.isMap() || !property.asMap().hasKeyConvertWith() || given.fromEnvironment()) {
            return Optional.empty();
        }
        String prefix = name.pattern().substring(0, name.pattern().indexOf(".*"));
        Matcher key = FREE_PART.matcher(given.name().substring(prefix.length()));
        return key.matches()
                ? complaint(made(property.asMap().getKeyConvertWith()), key.group(1))
                        .map(wrong -> given.written() + " names a key that " + wrong)
                : Optional.empty();
    }

    private List<String> elements(Given given) {
        return list ? List.of(StringUtil.split(given.value())) : List.of(given.value());
    }

    private static Optional<String> complaint(Converter<?> converter, String value) {
        try {
            converter.convert(value);
            return Optional.empty();
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return Optional.of(e.getMessage() == null ? "has a wrong value" : e.getMessage());
        }
    }

    private Optional<Converter<?>> converter() {
        Property element = element();
        if (element.isPrimitive() && element.hasConvertWith()) {
            return Optional.of(made(element.asPrimitive().getConvertWith()));
        }
        return element.isLeaf() && element.hasConvertWith()
                ? Optional.of(made(element.asLeaf().getConvertWith()))
                : Optional.empty();
    }

    private Optional<LeafProperty> leaf() {
        Property element = element();
        return element.isLeaf() && !element.isPrimitive() ? Optional.of(element.asLeaf()) : Optional.empty();
    }

    /** Without the map, the {@code Optional} and the collection around it. */
    private Property element() {
        Property value = property.isMap() ? property.asMap().getValueProperty() : property;
        Property inner = value.isOptional() ? value.asOptional().getNestedProperty() : value;
        return inner.isCollection() ? inner.asCollection().getElement() : inner;
    }

    private static boolean isText(LeafProperty leaf) {
        return leaf.getValueRawType() == String.class;
    }

    private static Converter<?> made(Class<? extends Converter<?>> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " needs a public constructor without parameters", e);
        }
    }
}
