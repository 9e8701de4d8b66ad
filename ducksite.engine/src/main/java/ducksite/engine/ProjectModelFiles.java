package ducksite.engine;

import ducksite.engine.datamap.DataMap;
import ducksite.engine.datamap.MappedFile;
import ducksite.engine.datamap.ModelFiles;
import ducksite.engine.duck.CheckedSql;
import ducksite.engine.duck.SqlGate;
import ducksite.engine.duck.SqlRefusedException;
import ducksite.engine.model.AllowedFolders;
import ducksite.engine.model.QueryCompiler;
import ducksite.engine.project.ModelSource;
import ducksite.engine.project.Problems;
import ducksite.engine.project.Project;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files behind a project's models, told to plugins while the data map is being built. */
final class ProjectModelFiles implements ModelFiles {

  private final Project project;
  private final SqlGate gate;
  private final AllowedFolders allowed;
  private final WantedRows wanted;

  ProjectModelFiles(Project project, SqlGate gate, AllowedFolders allowed) {
    this.project = project;
    this.gate = gate;
    this.allowed = allowed;
    this.wanted = new WantedRows(project);
  }

  @Override
  public Optional<String> wanted(String source) {
    return wanted.of(source);
  }

  @Override
  public List<MappedFile> read(List<String> names, DataMap map) {
    QueryCompiler compiler = QueryCompiler.withoutValues(gate, map, allowed);
    compiler.addModels(project.models(), new Problems());
    Set<MappedFile> files = new LinkedHashSet<>();
    names.forEach(name -> files.addAll(compiler.filesOf(name)));
    return List.copyOf(files);
  }

  @Override
  public Set<String> mentions(List<String> names) {
    Map<String, ModelSource> models = new LinkedHashMap<>();
    project.models().forEach(model -> models.put(key(model.name()), model));
    Set<String> mentions = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(names.stream().map(ProjectModelFiles::key).toList());
    while (!open.isEmpty()) {
      String name = open.poll();
      if (mentions.add(name) && models.containsKey(name)) {
        open.addAll(mentioned(models.get(name)));
      }
    }
    return mentions;
  }

  private List<String> mentioned(ModelSource model) {
    try {
      CheckedSql checked = gate.check(model.sql().text(), Set.of(), this::isRelation);
      Set<String> names = new LinkedHashSet<>();
      checked.tables().forEach(table -> names.add(key(table.name())));
      checked.files().forEach(file -> names.addAll(file.paths()));
      return List.copyOf(names);
    } catch (SqlRefusedException e) {
      // The compiler reports it at the model's place.
      return List.of();
    }
  }

  private boolean isRelation(String name) {
    return project.config().fileSources().stream()
            .anyMatch(source -> source.name() != null && source.name().equalsIgnoreCase(name))
        || project.models().stream().anyMatch(model -> model.name().equalsIgnoreCase(name));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
