;;; Opens a policy with eglot and prints what Emacs got, as JSON, to the file that is asked for.  -*- lexical-binding: t -*-
(package-initialize)
(require 'eglot)
(require 'json)

(define-derived-mode policy-mode prog-mode "Policy")
(put 'policy-mode 'eglot-language-id (getenv "POLICYWRIGHT_LANGUAGE"))
(setq eglot-server-programs
      `((policy-mode . (,(getenv "POLICYWRIGHT_NODE") ,(getenv "POLICYWRIGHT_SERVER") "--stdio")))
      eglot-sync-connect 20
      eglot-send-changes-idle-time 0
      eglot-confirm-server-initiated-edits nil)
(setq-default eglot-workspace-configuration '(:policywright (:rules (:redundant-action "off"))))

(defun ask (method params) (jsonrpc-request (eglot-current-server) method params :timeout 20))

(find-file (getenv "POLICYWRIGHT_FILE"))
(policy-mode)
(apply #'eglot (eglot--guess-contact))

(let ((flymake-start-on-flymake-mode t) (end (+ (float-time) 20)))
  (flymake-mode 1)
  (while (and (null (flymake-diagnostics)) (< (float-time) end))
    (accept-process-output nil 0.1)
    (flymake-start)))

(let* ((found (flymake-diagnostics))
       (diagnostics
        (mapcar (lambda (each)
                  (goto-char (flymake-diagnostic-beg each))
                  `((text . ,(flymake-diagnostic-text each))
                    (line . ,(1- (line-number-at-pos)))
                    (column . ,(current-column))))
                found))
       (position (progn (goto-char (point-min))
                        (search-forward "aps:GetLabels")
                        (search-backward "GetLabels")
                        (eglot--TextDocumentPositionParams)))
       (hover (ask :textDocument/hover position))
       (completion (ask :textDocument/completion position))
       (items (if (vectorp completion) completion (plist-get completion :items)))
       (actions (progn
                  (goto-char (flymake-diagnostic-beg (car found)))
                  (ask :textDocument/codeAction
                       (list :textDocument (eglot--TextDocumentIdentifier)
                             :range (list :start (eglot--pos-to-lsp-position) :end (eglot--pos-to-lsp-position))
                             :context (list :diagnostics [] :only ["quickfix"]))))))
  (eglot--apply-workspace-edit (plist-get (aref actions 0) :edit))
  (let ((json-object-type 'alist)
        (result `((diagnostics . ,(vconcat diagnostics))
                  (hover . ,hover)
                  (completion . ,(vconcat (mapcar (lambda (item) (plist-get item :label)) items)))
                  (actions . ,(vconcat (mapcar (lambda (action) (plist-get action :title)) actions)))
                  (text . ,(buffer-substring-no-properties (point-min) (point-max))))))
    (with-temp-file (getenv "POLICYWRIGHT_OUT") (insert (json-encode result)))))
(set-buffer-modified-p nil)
(kill-emacs 0)
