-- Opens a policy with the language server attached and prints what Neovim got, as JSON, to the file that is asked for.
-- Works with the client of Neovim 0.7 and later.
local server, file, out = vim.env.POLICYWRIGHT_SERVER, vim.env.POLICYWRIGHT_FILE, vim.env.POLICYWRIGHT_OUT
local config = {
  name = 'policywright',
  cmd = { vim.env.POLICYWRIGHT_NODE, server, '--stdio' },
  root_dir = vim.fn.fnamemodify(file, ':h'),
  settings = { policywright = { rules = { ['redundant-action'] = 'off' } } },
  -- Before 0.10 the server cannot ask for settings.
  init_options = { settings = { rules = { ['redundant-action'] = 'off' } } },
}

vim.cmd('edit ' .. vim.fn.fnameescape(file))
vim.bo.filetype = vim.env.POLICYWRIGHT_LANGUAGE
if vim.lsp.start then
  vim.lsp.start(config)
else
  local id = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(0, id)
end

local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 20000) or {}) do
    return answer.result
  end
end

local result = {}
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
result.diagnostics = vim.tbl_map(function(each)
  return { code = each.code or each.user_data.lsp.code, line = each.lnum, column = each.col, severity = each.severity }
end, vim.diagnostic.get(0))

local document = vim.lsp.util.make_text_document_params()
local line, column = vim.fn.searchpos([[aps:\zsGetLabels]], 'n')[1] - 1, vim.fn.searchpos([[aps:\zsGetLabels]], 'n')[2] - 1
local position = { line = line, character = column }
result.hover = ask('textDocument/hover', { textDocument = document, position = position })
result.completion = vim.tbl_map(
  function(item) return item.label end,
  vim.lsp.util.extract_completion_items(ask('textDocument/completion', { textDocument = document, position = position }))
)

local first = result.diagnostics[1]
local at = { line = first.line, character = first.column + 1 }
local actions = ask('textDocument/codeAction', {
  textDocument = document,
  range = { start = at, ['end'] = at },
  context = { diagnostics = {}, only = { 'quickfix' } },
})
result.actions = vim.tbl_map(function(action) return action.title end, actions)
vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
result.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')

local handle = assert(io.open(out, 'w'))
handle:write(vim.fn.json_encode(result))
handle:close()
vim.cmd('qall!')
