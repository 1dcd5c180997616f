import { Download, File, FolderOpen } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useSession, useWorkspace } from '../kit/session-context.ts';
import '../kit/menu.css';
import { chooseAndOpen } from './choose-files.ts';
import { downloadPolicies } from './download-policies.ts';

interface OpenMenuProps {
  readonly trigger: ReactNode;
  /** Whether it was asked for before it was there. */
  readonly isAwaited: boolean;
}

/** The ways of a person's files into the page, and out of it. */
export function OpenMenu({ trigger, isAwaited }: OpenMenuProps) {
  const session = useSession();
  const hasPolicies = useWorkspace((state) => state.files.length > 0);
  return (
    <DropdownMenu.Root defaultOpen={isAwaited}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          <DropdownMenu.Item className="menu-item" onSelect={() => chooseAndOpen(session, 'files')}>
            <File size={16} aria-hidden="true" />
            Open files
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => chooseAndOpen(session, 'folder')}>
            <FolderOpen size={16} aria-hidden="true" />
            Open a folder
          </DropdownMenu.Item>
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item
            className="menu-item"
            disabled={!hasPolicies}
            onSelect={() => downloadPolicies(session.workspace.getState())}
          >
            <Download size={16} aria-hidden="true" />
            Download policies
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
