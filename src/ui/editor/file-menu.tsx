import { Ellipsis } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { IconButton } from '../kit/button.tsx';
import '../kit/menu.css';
import { useSession, useWorkspace } from '../kit/session-context.ts';

interface FileMenuProps {
  readonly onRename: (name: string) => void;
  /** false: the way to the others is elsewhere, for they are too many. */
  readonly lists?: boolean;
}

/** What can be done with the open file, and the way to those that the strip has no room for. */
export function FileMenu({ onRename, lists = true }: FileMenuProps) {
  const { workspace, remove } = useSession();
  const files = useWorkspace((state) => state.files);
  const open = useWorkspace((state) => state.open);
  if (open === null) return null;
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <IconButton size="small" name="Policy files">
          <Ellipsis size={16} aria-hidden="true" />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          align="end"
          sideOffset={4}
          // The menu gives the focus back to its button; a field that was just opened must keep it.
          onCloseAutoFocus={(event) => {
            if (document.querySelector('.file-tab-field') !== null) event.preventDefault();
          }}
        >
          <DropdownMenu.Item className="menu-item" onSelect={() => onRename(open)}>
            Rename <span className="menu-file">{open}</span>
            <span className="menu-key">F2</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => remove(open)}>
            Delete <span className="menu-file">{open}</span>
            <span className="menu-key">Delete</span>
          </DropdownMenu.Item>
          {lists && <DropdownMenu.Separator className="menu-line" />}
          {lists && (
            <DropdownMenu.RadioGroup value={open} onValueChange={workspace.show}>
              {files.map((file) => (
                <DropdownMenu.RadioItem key={file.name} value={file.name} className="menu-item">
                  <span className="menu-file">{file.name}</span>
                  {!file.applied && <span className="menu-key">set aside</span>}
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
