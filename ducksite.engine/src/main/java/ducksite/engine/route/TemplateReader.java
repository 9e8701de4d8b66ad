package ducksite.engine.route;

import ducksite.engine.project.Constant;
import ducksite.engine.project.ConstantType;
import ducksite.engine.project.Problems;
import ducksite.engine.project.RouteParameter;
import ducksite.engine.project.RouteSource;
import ducksite.engine.project.SecretReference;
import ducksite.engine.project.SourceFragment;
import ducksite.engine.project.Suggestions;
import ducksite.engine.project.TemplateFilter;
import ducksite.engine.sql.SlotBorders;
import ducksite.engine.sql.SqlSlot;
import ducksite.engine.sql.SqlSlots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the slots in a route's SQL and what each of them is. Confined to one call. */
final class TemplateReader {

  private static final String SYNTAX = "route/template-syntax";
  private static final String PLACE = "route/template-place";

  private final RouteSource source;
  private final SourceFragment author;
  private final ConstantNames names;
  private final Problems problems;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, SecretReference> secrets = new LinkedHashMap<>();
  private final SqlSlots found;
  private final SlotBorders borders;

  private TemplateReader(RouteSource source, ConstantNames names, Problems problems) {
    this.source = source;
    this.author = source.sql();
    this.names = names;
    this.problems = problems;
    this.found = SqlSlots.find(author.text());
    this.borders = new SlotBorders(author.text(), found.slots());
  }

  /** The template; empty when problems were reported. */
  static Optional<RouteTemplate> read(RouteSource source, ConstantNames names, Problems problems) {
    return new TemplateReader(source, names, problems).read();
  }

  private Optional<RouteTemplate> read() {
    for (SqlSlots.Mistake mistake : found.mistakes()) {
      refuse(
          SYNTAX,
          mistake.offset(),
          "`{{` begins no slot",
          "write {{ name }}, {{ name | filter }} or {{const.NAME}}; for plain braces write '{' ||"
              + " '{'");
    }
    List<TemplateSlot> slots = new ArrayList<>();
    for (SqlSlot slot : found.slots()) {
      if (isPlaced(slot)) {
        int dot = slot.name().lastIndexOf('.');
        Optional<? extends TemplateSlot> read =
            dot < 0
                ? value(slot)
                : constant(slot, slot.name().substring(0, dot), slot.name().substring(dot + 1));
        read.ifPresent(slots::add);
      }
    }
    return found.mistakes().isEmpty() && slots.size() == found.slots().size()
        ? Optional.of(
            new RouteTemplate(author, slots, new RouteConstants(values, secrets), borders))
        : Optional.empty();
  }

  private boolean isPlaced(SqlSlot slot) {
    if (slot.place() == SqlSlot.Place.DOLLAR_STRING) {
      refuse(
          PLACE,
          slot.start(),
          "a slot cannot stand between dollar quotes, where nothing can be escaped",
          "write the text between single quotes");
      return false;
    }
    if (borders.isMisplaced(slot)) {
      refuse(
          PLACE,
          slot.start(),
          "a slot cannot be a part of what stands around it here",
          "put blanks around it, or make it part of a name");
      return false;
    }
    return true;
  }

  private Optional<TemplateSlot> constant(SqlSlot slot, String prefix, String name) {
    if (!ConstantNames.isPrefix(prefix)) {
      refuse(
          SYNTAX,
          slot.start(),
          "'" + prefix + "' is nothing that a slot can name",
          "constants are const.NAME, secrets are secrets.NAME, parameters have no dot");
      return Optional.empty();
    }
    if (!slot.filters().isEmpty()) {
      refuse(
          SYNTAX,
          slot.start(),
          "a constant takes no filters",
          "write the value as you want it, or use a function of SQL");
      return Optional.empty();
    }
    if (names.isAmbiguous(name)) {
      return Optional.empty();
    }
    @Nullable Constant constant = names.constant(name);
    @Nullable SecretReference secret = names.secret(name);
    if (constant != null) {
      return written(slot, constant);
    }
    if (secret != null) {
      return bound(slot, secret);
    }
    refuse(
        "route/constant-undefined",
        slot.start(),
        "there is no constant and no secret named '" + name + "'",
        Suggestions.hint(name, names.all())
            .orElse("define it: " + name + " = … in [const] of the route or of ducksite.toml"));
    return Optional.empty();
  }

  private Optional<TemplateSlot> written(SqlSlot slot, Constant constant) {
    if (slot.place().isQuoted()) {
      String text = SlotText.quoted(SlotText.text(constant.value()), slot.place());
      return Optional.of(new TemplateSlot.Fixed(slot, text));
    }
    if (constant.type() == ConstantType.IDENTIFIER) {
      return Optional.of(new TemplateSlot.Fixed(slot, constant.value().toString()));
    }
    return bound(slot, constant.name(), "a constant", "type = \"identifier\"")
        .map(
            each -> {
              values.put(each.parameter(), constant.value());
              return each;
            });
  }

  private Optional<TemplateSlot> bound(SqlSlot slot, SecretReference secret) {
    if (slot.place().isQuoted()) {
      refuse(
          PLACE,
          slot.start(),
          "a secret cannot stand inside quotes: it never becomes part of the text",
          "write '…' || {{secrets." + secret.name() + "}} || '…'");
      return Optional.empty();
    }
    return bound(slot, secret.name(), "a secret", "a constant")
        .map(
            each -> {
              secrets.put(each.parameter(), secret);
              return each;
            });
  }

  private Optional<TemplateSlot.Bound> bound(
      SqlSlot slot, String name, String what, String instead) {
    String parameter = RouteConstants.parameter(name);
    if (!borders.isWhole(slot)) {
      refuse(
          PLACE,
          slot.start(),
          what + " is bound as a value and cannot be part of a name",
          "what is part of a name needs " + instead);
      return Optional.empty();
    }
    Optional<RouteParameter> taken = source.parameter(parameter);
    if (taken.isPresent()) {
      problems.add(
          taken
              .get()
              .position()
              .error(
                  "route/reserved-parameter",
                  "the SQL binds '" + name + "' by the name of the parameter '" + parameter + "'",
                  "rename the parameter"));
      return Optional.empty();
    }
    return Optional.of(new TemplateSlot.Bound(slot, parameter));
  }

  private Optional<TemplateSlot> value(SqlSlot slot) {
    Optional<RouteParameter> declared = source.parameter(slot.name());
    if (declared.isEmpty()) {
      List<String> known =
          source.params().stream()
              .filter(RouteParameter::templateOnly)
              .map(RouteParameter::name)
              .toList();
      refuse(
          "route/template-undeclared",
          slot.start(),
          "'{{ " + slot.name() + " }}' is used in the SQL but not declared",
          Suggestions.hint(slot.name(), known)
              .orElse("declare it: [params." + slot.name() + "] with template_only = true"));
      return Optional.empty();
    }
    RouteParameter parameter = declared.get();
    if (!parameter.templateOnly()) {
      refuse(
          "route/template-undeclared",
          slot.start(),
          "the parameter '" + slot.name() + "' is bound and cannot be used in a slot",
          "write $" + slot.name() + ", or declare it with template_only = true");
      return Optional.empty();
    }
    return filters(slot, parameter)
        .map(filters -> new TemplateSlot.Value(slot, parameter, filters, borders.isWhole(slot)));
  }

  private Optional<List<TemplateFilter>> filters(SqlSlot slot, RouteParameter parameter) {
    @Nullable List<TemplateFilter> allowed = parameter.template().filters();
    List<TemplateFilter> filters = new ArrayList<>();
    for (String word : slot.filters()) {
      Optional<TemplateFilter> filter = TemplateFilter.named(word);
      if (filter.isEmpty()) {
        refuse(
            "route/unknown-filter",
            author.text().indexOf(word, slot.start()),
            "unknown filter '" + word + "'",
            TemplateFilter.hint(word));
      } else if (allowed != null && !allowed.contains(filter.get())) {
        refuse(
            "route/filter-not-allowed",
            author.text().indexOf(word, slot.start()),
            "the filter '" + word + "' is not among those of '" + parameter.name() + "'",
            "add it to template.filters of the parameter, or take it out");
      } else {
        filters.add(filter.get());
      }
    }
    return filters.size() == slot.filters().size() ? Optional.of(filters) : Optional.empty();
  }

  private void refuse(String code, int offset, String message, String hint) {
    problems.add(author.problem(code, offset, message, hint));
  }
}
