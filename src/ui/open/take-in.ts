import type { Opened } from '../../catalog/opened.ts';
import type { SourceFile } from '../../model/source.ts';
import type { Session } from '../../store/session.ts';

/** Shows what was read. Policies alone go into the opened cluster that is shown; all else is a cluster of its own. */
export function takeIn(session: Session, title: string, opened: Opened): void {
  const { course, files } = session.workspace.getState();
  if (course.opening === undefined) replace(session, title, opened);
  else if (opened.cluster.text === '') add(session, opened.policies);
  else if (course.cluster.text === '' && files.every((file) => file.applied)) {
    // The policies were there first; what they were waiting for takes them in.
    const own = new Set(opened.policies.map(({ name }) => name));
    const waiting = besides(opened.cluster, files).filter(({ name }) => !own.has(name));
    show(session, title, { ...opened, policies: [...waiting, ...opened.policies] });
  } else replace(session, title, opened);
}

function add({ view, workspace }: Session, policies: readonly SourceFile[]): void {
  const { course } = workspace.getState();
  workspace.put(besides(course.cluster, policies));
  const what = policies.length === 1 ? policies[0]?.name : `${policies.length} policy files`;
  view.say(`${what} went into ${course.title}.`, 'undo');
}

function show({ open, view }: Session, title: string, opened: Opened): void {
  open(title, opened);
  const [note, ...more] = opened.notes;
  if (note !== undefined) view.say(more.length === 0 ? note : `${note} So were ${more.length} more files.`);
}

/** Asks first where something that a person wrote would be gone. */
function replace(session: Session, title: string, opened: Opened): void {
  const changed = session.changedCluster();
  const { view } = session;
  if (changed === null) {
    show(session, title, opened);
    return;
  }
  const close = () => view.setState({ opening: null });
  view.setState({
    opening: {
      words: `You changed policies of ${changed.title}, and they are not in a file. ${title} takes its place.`,
      share: null,
      cancel: close,
      agree: () => {
        close();
        show(session, title, opened);
      },
    },
  });
}

/** Files under names that are not the cluster's. */
function besides(cluster: SourceFile, files: readonly SourceFile[]): readonly SourceFile[] {
  const taken = cluster.name.toLowerCase();
  return files.map(({ name, text }) => ({ name: name.toLowerCase() === taken ? `policies/${name}` : name, text }));
}
